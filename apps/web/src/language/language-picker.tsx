import { ownNameOf } from '@meridian/i18n';
import { Check, ChevronDown } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Menu, MenuChoices } from '../design/menu.js';
import styles from './language-picker.module.css';

interface LanguagePickerProps {
  readonly label: string;
  readonly testId: string;
  readonly value: string | null;
  /** Shown as pills. */
  readonly languages: readonly string[];
  /** Behind "More"; one that is chosen joins the pills. */
  readonly more?: readonly string[];
  /** Offers "no language", with this name. */
  readonly offLabel?: string;
  readonly onChoose: (language: string | null) => void;
}

/** Languages as pills, each by its own name in its own script. */
export function LanguagePicker({
  label,
  testId,
  value,
  languages,
  more = [],
  offLabel,
  onChoose,
}: LanguagePickerProps) {
  const { t } = useTranslation();
  const id = useId();
  const pills = value !== null && !languages.includes(value) ? [...languages, value] : languages;
  const rest = more.filter((tag) => !pills.includes(tag));
  return (
    <div className={styles['picker']}>
      <span id={id} className={styles['label']}>
        {label}
      </span>
      <div className={styles['row']}>
        <RadioGroup.Root
          className={styles['pills']}
          aria-labelledby={id}
          data-testid={testId}
          value={value ?? 'off'}
          onValueChange={(next) => {
            onChoose(next === 'off' ? null : next);
          }}
        >
          {pills.map((tag) => (
            <Pill key={tag} value={tag} text={ownNameOf(tag)} language={tag} />
          ))}
          {offLabel ? <Pill value="off" text={offLabel} /> : null}
        </RadioGroup.Root>
        {rest.length > 0 ? (
          <Menu
            align="start"
            label={label}
            trigger={
              <button type="button" className={styles['pill']} data-testid={`${testId}-more`}>
                {t('prejoin.moreLanguages')}
                <ChevronDown size={16} aria-hidden="true" />
              </button>
            }
          >
            <MenuChoices
              value={value ?? ''}
              choices={rest.map((tag) => ({
                value: tag,
                label: ownNameOf(tag),
                language: tag,
                testId: `option-${tag}`,
              }))}
              onChoose={onChoose}
            />
          </Menu>
        ) : null}
      </div>
    </div>
  );
}

interface PillProps {
  readonly value: string;
  readonly text: string;
  readonly language?: string;
}

function Pill({ value, text, language }: PillProps) {
  return (
    <RadioGroup.Item
      value={value}
      className={styles['pill']}
      data-testid={`option-${value}`}
      lang={language}
    >
      <RadioGroup.Indicator className={styles['check']}>
        <Check size={17} strokeWidth={2.25} aria-hidden="true" />
      </RadioGroup.Indicator>
      {text}
    </RadioGroup.Item>
  );
}
