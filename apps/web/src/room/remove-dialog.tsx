import type { ParticipantView } from '@meridian/protocol';
import { RadioGroup } from 'radix-ui';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.js';
import { Confirm, ConfirmCancel } from '../design/dialog.js';
import { useSession } from '../meeting/session-context.js';
import styles from './remove-dialog.module.css';
import { useCommand } from './use-command.js';

interface RemoveDialogProps {
  /** Null while nobody is to be removed. */
  readonly person: ParticipantView | null;
  readonly onClose: () => void;
  /** Where the focus goes: the menu that asked is gone by then. */
  readonly onClosed: () => void;
}

/** Confirms a removal, and whether the same link may be used again. */
export function RemoveDialog({ person, onClose, onClosed }: RemoveDialogProps) {
  const { call } = useSession();
  const { t } = useTranslation();
  const command = useCommand();
  const [mayReturn, setMayReturn] = useState(false);
  return (
    <Confirm
      open={person !== null}
      onClosed={onClosed}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('remove.title', { name: person?.displayName ?? '' })}
      text={t('remove.text')}
      actions={
        <>
          <ConfirmCancel asChild>
            <Button data-testid="cancel-button">{t('action.cancel')}</Button>
          </ConfirmCancel>
          <Button
            look="danger"
            data-testid="confirm-button"
            onClick={() => {
              if (person) command(() => call.removeParticipant(person.participantId, mayReturn));
              onClose();
            }}
          >
            {t('remove.confirm')}
          </Button>
        </>
      }
    >
      <RadioGroup.Root
        className={styles['choices']}
        aria-label={t('remove.text')}
        value={mayReturn ? 'may' : 'may-not'}
        onValueChange={(value) => {
          setMayReturn(value === 'may');
        }}
      >
        <Choice
          value="may-not"
          testId="remove-may-not-return"
          label={t('remove.mayNotReturn')}
          hint={t('remove.mayNotReturnHint')}
        />
        <Choice
          value="may"
          testId="remove-may-return"
          label={t('remove.mayReturn')}
          hint={t('remove.mayReturnHint')}
        />
      </RadioGroup.Root>
    </Confirm>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly testId: string;
  readonly label: string;
  readonly hint: string;
}

function Choice({ value, testId, label, hint }: ChoiceProps) {
  const id = useId();
  return (
    <RadioGroup.Item
      value={value}
      className={styles['choice']}
      data-testid={testId}
      aria-labelledby={id}
      aria-describedby={`${id}-hint`}
    >
      <span className={styles['dot']}>
        <RadioGroup.Indicator className={styles['mark']} />
      </span>
      <span className={styles['texts']}>
        <span id={id}>{label}</span>
        <span id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </span>
      </span>
    </RadioGroup.Item>
  );
}
