import type { CenterView } from '@meridian/protocol';
import styles from './center-code.module.css';

/** Code of a center on its delegation's colour; the code says it without the colour. */
export function CenterCode({ center }: { readonly center: Pick<CenterView, 'code' | 'slot'> }) {
  return (
    <span className={styles['code']} data-slot={center.slot} translate="no">
      {center.code}
    </span>
  );
}
