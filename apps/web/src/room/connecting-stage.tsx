import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../design/skeleton.js';
import styles from './connecting-stage.module.css';
import { StageLayout } from './stage-layout.js';
import { useElementSize } from './use-element-size.js';

const layout = new StageLayout();

/** The frame of the stage while the first connection is made, in the geometry of what comes. */
export function ConnectingStage({ phone }: { readonly phone: boolean }) {
  const { t } = useTranslation();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const size = useElementSize(element);
  const plan = size ? layout.plan({ ...size, people: phone ? [1] : [4, 4], sharing: false }) : null;
  return (
    <main ref={setElement} id="stage" tabIndex={-1} className={styles['stage']} data-testid="stage">
      <p className="visually-hidden" role="status">
        {t('room.connecting')}
      </p>
      {plan?.delegations.map(({ header, tiles }, index) => (
        <div key={index} className={styles['delegation']}>
          {[{ ...header, width: header.width / 3, height: header.height - 12 }, ...tiles].map(
            (rect) => (
              <div
                key={`${String(rect.x)}-${String(rect.y)}`}
                className={styles['place']}
                style={{
                  insetInlineStart: `${String(rect.x)}px`,
                  insetBlockStart: `${String(rect.y)}px`,
                  inlineSize: `${String(rect.width)}px`,
                  blockSize: `${String(rect.height)}px`,
                }}
              >
                <Skeleton className={styles['skeleton']} />
              </div>
            ),
          )}
        </div>
      ))}
    </main>
  );
}
