import { classNames } from './class-names.js';
import styles from './skeleton.module.css';

/** A quiet block of the coming content's size; appears after 300 ms so that fast answers do not flicker. */
export function Skeleton({ className }: { readonly className?: string | undefined }) {
  return <div className={classNames(styles['skeleton'], className)} aria-hidden="true" />;
}
