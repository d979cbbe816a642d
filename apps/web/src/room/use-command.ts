import { errorMessageKey } from '@meridian/i18n';
import { MeridianError } from '@meridian/protocol';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoom } from './room-context.js';

/** Runs a command to the server; a refusal is told as a toast, success optionally as well. */
export function useCommand(): (command: () => Promise<void>, done?: string) => void {
  const { toasts } = useRoom();
  const { t } = useTranslation();
  return useCallback(
    (command, done) => {
      command().then(
        () => {
          if (done) toasts.show(done, 'done');
        },
        (error: unknown) => {
          const code = error instanceof MeridianError ? error.code : 'internal';
          toasts.show(t(errorMessageKey(code)), 'problem');
        },
      );
    },
    [toasts, t],
  );
}
