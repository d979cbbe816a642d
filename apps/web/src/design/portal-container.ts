import { createContext, useContext } from 'react';

/** Where layers are rendered: the room hands its own dark root, elsewhere it is the body. */
const PortalContainer = createContext<HTMLElement | null>(null);

export const PortalContainerProvider = PortalContainer.Provider;

export function usePortalContainer(): HTMLElement | undefined {
  return useContext(PortalContainer) ?? undefined;
}
