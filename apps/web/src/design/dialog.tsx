import { X } from 'lucide-react';
import { AlertDialog as AlertPrimitive, Dialog as DialogPrimitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.js';
import { usePortalContainer } from './portal-container.js';
import styles from './dialog.module.css';

/*
 * Radix's own Overlay is not used: it locks scrolling through a style element, which the
 * content security policy refuses. A plain scrim does the same for pages of a fixed height.
 */

interface LayerProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly text?: string | undefined;
  readonly children?: ReactNode;
  readonly testId?: string;
  /** Where focus goes on closing; by default to the element that had it. */
  readonly onClosed?: () => void;
}

interface DialogProps extends LayerProps {
  /** `sheet`: a panel at the reading end, on phones from below. */
  readonly shape?: 'dialog' | 'sheet';
}

export function Dialog({
  open,
  onOpenChange,
  title,
  text,
  children,
  testId,
  onClosed,
  shape = 'dialog',
}: DialogProps) {
  const container = usePortalContainer();
  const { t } = useTranslation();
  return (
    <DialogPrimitive.Root open={open} onOpenChange={onOpenChange}>
      <DialogPrimitive.Portal container={container}>
        <div className={styles['layer']} data-shape={shape}>
          <div className={styles['scrim']} aria-hidden="true" />
          <DialogPrimitive.Content
            className={styles['content']}
            data-testid={testId}
            {...(text ? {} : { 'aria-describedby': undefined })}
            onCloseAutoFocus={(event) => {
              if (!onClosed) return;
              event.preventDefault();
              onClosed();
            }}
          >
            <header className={styles['header']}>
              <DialogPrimitive.Title className={styles['title']}>{title}</DialogPrimitive.Title>
            </header>
            <div className={styles['body']}>
              {text ? (
                <DialogPrimitive.Description className={styles['text']}>
                  {text}
                </DialogPrimitive.Description>
              ) : null}
              {children}
            </div>
            {/* Last in order, so that an opened dialog puts the focus on what it is about. */}
            <DialogPrimitive.Close asChild>
              <IconButton
                className={styles['close']}
                label={t('action.close')}
                data-testid="dialog-close"
              >
                <X size={20} aria-hidden="true" />
              </IconButton>
            </DialogPrimitive.Close>
          </DialogPrimitive.Content>
        </div>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

/** A side panel on desktop, a sheet from below on phones. */
export function Sheet(props: LayerProps) {
  return <Dialog {...props} shape="sheet" />;
}

interface ConfirmProps extends LayerProps {
  readonly text: string;
  /** The buttons, the way out first. */
  readonly actions: ReactNode;
}

/** A question that must be answered; Esc and the cancel button answer no. */
export function Confirm({
  open,
  onOpenChange,
  title,
  text,
  children,
  actions,
  testId = 'confirm-dialog',
  onClosed,
}: ConfirmProps) {
  const container = usePortalContainer();
  return (
    <AlertPrimitive.Root open={open} onOpenChange={onOpenChange}>
      <AlertPrimitive.Portal container={container}>
        <div className={styles['layer']} data-shape="dialog">
          <div className={styles['scrim']} aria-hidden="true" />
          <AlertPrimitive.Content
            className={styles['content']}
            data-testid={testId}
            onCloseAutoFocus={(event) => {
              if (!onClosed) return;
              event.preventDefault();
              onClosed();
            }}
          >
            <div className={styles['body']}>
              <AlertPrimitive.Title className={styles['title']}>{title}</AlertPrimitive.Title>
              <AlertPrimitive.Description className={styles['text']}>
                {text}
              </AlertPrimitive.Description>
              {children}
              <div className={styles['actions']}>{actions}</div>
            </div>
          </AlertPrimitive.Content>
        </div>
      </AlertPrimitive.Portal>
    </AlertPrimitive.Root>
  );
}

export const ConfirmCancel = AlertPrimitive.Cancel;
