import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { CallModel, DevicesModel } from '../call/call-model.js';
import type { MeetingSession } from './meeting-session.js';

const SessionContext = createContext<MeetingSession | null>(null);

export const SessionProvider = SessionContext.Provider;

export function useSession(): MeetingSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('A meeting screen was drawn outside a meeting.');
  return session;
}

export function useCall<T>(select: (model: CallModel) => T): T {
  return useStore(useSession().call.store, select);
}

export function useDevices<T>(select: (model: DevicesModel) => T): T {
  return useStore(useSession().devices.store, select);
}
