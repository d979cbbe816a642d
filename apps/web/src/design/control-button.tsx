import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, MouseEvent, Ref } from 'react';
import styles from './control-button.module.css';

interface ControlButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon;
  readonly label: string;
  /** `on`: something is open or raised. `off`: microphone or camera is not sent. */
  readonly look?: 'plain' | 'on' | 'off' | 'leave';
  /** Called after a press with the pointer: the focus goes back to where the keys belong. */
  readonly onPointerDone?: (() => void) | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A control of the room: an icon over its name. */
export function ControlButton({
  icon: Icon,
  label,
  look = 'plain',
  onPointerDone,
  onClick,
  ...rest
}: ControlButtonProps) {
  return (
    <button
      type="button"
      className={styles['control']}
      data-look={look}
      onClick={(event: MouseEvent<HTMLButtonElement>) => {
        onClick?.(event);
        // Clicks made by the keyboard count no presses.
        if (event.detail > 0) onPointerDone?.();
      }}
      {...rest}
    >
      <span className={styles['icon']}>
        <Icon size={22} aria-hidden="true" />
      </span>
      <span className={styles['label']}>{label}</span>
    </button>
  );
}
