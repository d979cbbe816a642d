import type { LucideIcon } from 'lucide-react';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceOption } from '../call/call-model.js';
import styles from './device-picker.module.css';

interface DevicePickerProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly options: readonly DeviceOption[];
  readonly value: string | null;
  /** Shown when the browser lists nothing. */
  readonly fallback: string;
  readonly testId: string;
  readonly onChoose: (deviceId: string) => void;
}

/**
 * A native select: it opens the platform's own list on phones, reads well everywhere, and needs
 * no style element, which the content security policy would refuse.
 */
export function DevicePicker({
  label,
  icon: Icon,
  options,
  value,
  fallback,
  testId,
  onChoose,
}: DevicePickerProps) {
  const { t } = useTranslation();
  const id = useId();
  const chosen = options.some((option) => option.deviceId === value) ? value : null;
  return (
    <div className={styles['picker']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <div className={styles['frame']}>
        <Icon size={18} aria-hidden="true" className={styles['icon']} />
        <select
          id={id}
          className={styles['select']}
          data-testid={testId}
          value={chosen ?? options[0]?.deviceId ?? ''}
          disabled={options.length < 2}
          onChange={(event) => {
            onChoose(event.target.value);
          }}
        >
          {options.length === 0 ? <option value="">{fallback}</option> : null}
          {options.map((option, index) => (
            <option key={option.deviceId} value={option.deviceId}>
              {option.label === '' ? t('device.unnamed', { number: index + 1 }) : option.label}
            </option>
          ))}
        </select>
        <ChevronDown size={16} aria-hidden="true" className={styles['chevron']} />
      </div>
    </div>
  );
}
