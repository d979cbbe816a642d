import { describe, expect, it } from '@jest/globals';
import { catalogues, flattenCatalogue } from './catalogue.js';
import { errorMessageKey, errorTitleKey } from './error-message-key.js';
import { initI18n } from './init-i18n.js';
import { locales } from './locale.js';

const pluralSuffix = /_(zero|one|two|few|many|other)$/;
const baseKeys = (locale: (typeof locales)[number]): string[] => [
  ...new Set(
    [...flattenCatalogue(catalogues[locale]).keys()].map((key) => key.replace(pluralSuffix, '')),
  ),
];
const variables = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();

describe.each(locales)('catalogue %s', (locale) => {
  const texts = flattenCatalogue(catalogues[locale]);

  it('has the keys of the English one and no others', () => {
    expect(baseKeys(locale).sort()).toEqual(baseKeys('en').sort());
  });

  it('has no empty text', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('uses the same variables as the English one', () => {
    const english = new Map(
      [...flattenCatalogue(catalogues.en)].map(([key, text]) => [
        key.replace(pluralSuffix, ''),
        variables(text),
      ]),
    );
    for (const [key, text] of texts) {
      expect({ key, variables: variables(text) }).toEqual({
        key,
        variables: english.get(key.replace(pluralSuffix, '')),
      });
    }
  });

  it('has every plural form its language distinguishes', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const plurals = [...texts.keys()].filter((key) => pluralSuffix.test(key));
    for (const base of new Set(plurals.map((key) => key.replace(pluralSuffix, '')))) {
      for (const form of forms) expect(plurals).toContain(`${base}_${form}`);
    }
  });

  it('addresses people without exclamation marks', () => {
    expect([...texts.values()].filter((text) => /[!！]/.test(text))).toEqual([]);
  });
});

describe('texts', () => {
  it('choose the plural form of the language', async () => {
    const i18n = await initI18n('ru');
    expect([1, 3, 5, 21].map((count) => i18n.t('room.people', { count }))).toEqual([
      '1 человек',
      '3 человека',
      '5 человек',
      '21 человек',
    ]);
    await i18n.changeLanguage('zh-CN');
    expect(i18n.t('room.people', { count: 4 })).toBe('4 人');
  });

  it('fall back to a general sentence for an unknown error code', () => {
    expect(errorMessageKey('room_full')).toBe('errors.room_full');
    expect(errorMessageKey('toString')).toBe('errors.internal');
    expect(errorTitleKey('timeout')).toBe('errorTitle.default');
  });
});
