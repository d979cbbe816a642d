import type { CenterView } from '@meridian/protocol';
import { timeIn } from '@meridian/i18n';
import { useTranslation } from 'react-i18next';
import { usePickedText } from '../language/use-picked-text.js';
import { useCall } from '../meeting/session-context.js';
import { useMinute } from '../time/use-now.js';
import styles from './stage.module.css';

/** Whom we wait for, and what time it is there. */
export function AloneNote({ center }: { readonly center: CenterView | null }) {
  const { t } = useTranslation();
  const pick = usePickedText();
  const now = useMinute(useCall((model) => model.serverOffsetMs));
  if (!center) return null;
  return (
    <p className={styles['aloneNote']} data-testid="alone-note" data-id={center.code}>
      {t('room.alone', {
        center: pick(center.name),
        city: pick(center.city),
        time: timeIn(now, center.timeZone),
      })}
    </p>
  );
}
