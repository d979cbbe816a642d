import { Tooltip as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { usePortalContainer } from './portal-container.js';
import styles from './tooltip.module.css';

export const TooltipProvider = Primitive.Provider;

/** Repeats label and shortcut; says nothing that is not on the screen as well. */
export function Tooltip({
  text,
  children,
}: {
  readonly text: string;
  readonly children: ReactNode;
}) {
  const container = usePortalContainer();
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal container={container}>
        <Primitive.Content className={styles['tooltip']} sideOffset={6} collisionPadding={8}>
          {text}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
