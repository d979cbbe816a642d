import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.js';
import { Confirm, ConfirmCancel } from '../design/dialog.js';
import { useSession } from '../meeting/session-context.js';
import type { RoomDialogProps } from './room-dialogs.js';
import { useCommand } from './use-command.js';

/** Asked only of the chair: leave alone, or end the meeting. */
export function LeaveDialog(props: RoomDialogProps) {
  const session = useSession();
  const { t } = useTranslation();
  const command = useCommand();
  return (
    <Confirm
      {...props}
      title={t('leave.title')}
      text={t('leave.text')}
      actions={
        <>
          <ConfirmCancel asChild>
            <Button look="quiet" data-testid="cancel-button">
              {t('action.cancel')}
            </Button>
          </ConfirmCancel>
          <Button
            data-testid="leave-only"
            onClick={() => {
              props.onOpenChange(false);
              void session.leave();
            }}
          >
            {t('leave.leave')}
          </Button>
          <Button
            look="danger"
            data-testid="end-for-all"
            onClick={() => {
              props.onOpenChange(false);
              command(() => session.call.endMeeting());
            }}
          >
            {t('leave.end')}
          </Button>
        </>
      }
    />
  );
}
