import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { usePortalContainer } from './portal-container.js';
import styles from './menu.module.css';

interface MenuProps {
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly side?: 'top' | 'bottom';
  readonly align?: 'start' | 'center' | 'end';
  /** Where focus goes on closing; by default back to the trigger. */
  readonly onClosed?: (() => void) | undefined;
  readonly label?: string;
}

/** A menu of deeds. Not modal: a modal one locks scrolling through a style element (see Dialog). */
export function Menu({
  trigger,
  children,
  side = 'bottom',
  align = 'end',
  onClosed,
  label,
}: MenuProps) {
  const container = usePortalContainer();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={container}>
        <DropdownMenu.Content
          className={styles['menu']}
          side={side}
          align={align}
          sideOffset={8}
          collisionPadding={12}
          aria-label={label}
          onCloseAutoFocus={(event) => {
            if (!onClosed) return;
            event.preventDefault();
            onClosed();
          }}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly onSelect: () => void;
  readonly danger?: boolean;
  readonly hint?: string;
  readonly testId?: string;
  readonly disabled?: boolean;
}

export function MenuItem({
  icon,
  children,
  onSelect,
  danger,
  hint,
  testId,
  disabled,
}: MenuItemProps) {
  return (
    <DropdownMenu.Item
      className={styles['item']}
      data-danger={danger ? '' : undefined}
      data-testid={testId}
      disabled={disabled ?? false}
      onSelect={onSelect}
    >
      <span className={styles['icon']}>{icon}</span>
      <span className={styles['label']}>{children}</span>
      {hint ? (
        <kbd className={styles['hint']} aria-hidden="true">
          {hint}
        </kbd>
      ) : null}
    </DropdownMenu.Item>
  );
}

export interface MenuChoice {
  readonly value: string;
  readonly label: string;
  readonly language?: string;
  readonly testId?: string;
}

interface MenuChoicesProps {
  readonly label?: string;
  readonly value: string;
  readonly choices: readonly MenuChoice[];
  readonly onChoose: (value: string) => void;
}

export function MenuChoices({ label, value, choices, onChoose }: MenuChoicesProps) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChoose}>
      {label ? (
        <DropdownMenu.Label className={styles['heading']}>{label}</DropdownMenu.Label>
      ) : null}
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice.value}
          value={choice.value}
          className={styles['item']}
          data-testid={choice.testId}
          lang={choice.language}
        >
          <span className={styles['icon']}>
            <DropdownMenu.ItemIndicator>
              <Check size={18} aria-hidden="true" />
            </DropdownMenu.ItemIndicator>
          </span>
          <span className={styles['label']}>{choice.label}</span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className={styles['separator']} />;
}
