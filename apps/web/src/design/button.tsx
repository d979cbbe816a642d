import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from './class-names.js';
import styles from './button.module.css';

type NativeButton = ButtonHTMLAttributes<HTMLButtonElement>;

interface ButtonProps extends NativeButton {
  readonly look?: 'filled' | 'outline' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'large';
  readonly icon?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  look = 'outline',
  size = 'normal',
  icon,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames(styles['button'], styles[look], styles[size], className)}
      {...rest}
    >
      {icon}
      <span>{children}</span>
    </button>
  );
}

interface IconButtonProps extends NativeButton {
  /** Said by screen readers and shown as a title. */
  readonly label: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classNames(styles['iconButton'], className)}
      {...rest}
    >
      {children}
    </button>
  );
}
