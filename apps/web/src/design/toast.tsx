import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { Toast as Primitive } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from './button.js';
import type { Toasts, ToastTone } from './toasts.js';
import styles from './toast.module.css';

const icons: Readonly<Record<ToastTone, typeof Info>> = {
  info: Info,
  done: CircleCheck,
  problem: CircleAlert,
};

/** The toasts of a screen, at its top so that they never cover what is being said below. */
export function ToastRegion({ toasts }: { readonly toasts: Toasts }) {
  const { t } = useTranslation();
  const shown = useStore(toasts.store);
  return (
    <Primitive.Provider duration={6000} swipeDirection="up" label={t('app.notifications')}>
      {shown.map(({ id, text, tone }) => {
        const Icon = icons[tone];
        return (
          <Primitive.Root
            key={id}
            className={styles['toast']}
            data-tone={tone}
            data-testid="toast"
            data-id={id}
            onOpenChange={(open) => {
              if (!open) toasts.dismiss(id);
            }}
          >
            <Icon size={20} aria-hidden="true" className={styles['icon']} />
            <Primitive.Description className={styles['text']}>{text}</Primitive.Description>
            <Primitive.Close asChild>
              <IconButton label={t('action.close')}>
                <X size={18} aria-hidden="true" />
              </IconButton>
            </Primitive.Close>
          </Primitive.Root>
        );
      })}
      <Primitive.Viewport className={styles['viewport']} />
    </Primitive.Provider>
  );
}
