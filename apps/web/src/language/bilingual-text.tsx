import { directionOf, pickBilingual } from '@meridian/i18n';
import type { LocalizedText } from '@meridian/protocol';
import { useLocale } from './use-locale.js';

interface BilingualTextProps {
  readonly texts: LocalizedText;
  readonly languages: readonly string[];
  readonly className?: string | undefined;
  readonly secondClassName?: string | undefined;
}

/** The reader's language first, the other side's beneath, each with its own `lang`. */
export function BilingualText({
  texts,
  languages,
  className,
  secondClassName,
}: BilingualTextProps) {
  const { first, second } = pickBilingual(texts, useLocale(), languages);
  return (
    <>
      <span className={className} lang={first.language} dir={directionOf(first.language)}>
        {first.text}
      </span>
      {second ? (
        <span className={secondClassName} lang={second.language} dir={directionOf(second.language)}>
          {second.text}
        </span>
      ) : null}
    </>
  );
}
