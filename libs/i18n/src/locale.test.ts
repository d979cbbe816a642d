import { describe, expect, it } from '@jest/globals';
import { captionSampleOf, languageNameIn, offeredLanguages, ownNameOf } from './languages.js';
import { directionOf, isLocale, negotiateLocale } from './locale.js';
import { pickBilingual, pickText } from './localized-text.js';

describe('negotiateLocale', () => {
  it('prefers the address, then the device, then the browser', () => {
    const preferred = ['de-DE', 'zh-TW', 'en'];
    expect(negotiateLocale({ query: 'ru', stored: 'en', preferred })).toBe('ru');
    expect(negotiateLocale({ query: null, stored: 'en', preferred })).toBe('en');
    expect(negotiateLocale({ preferred })).toBe('zh-CN');
  });

  it('ignores what it has no catalogue for', () => {
    expect(negotiateLocale({ query: 'xx', stored: '', preferred: ['fr'] })).toBe('en');
    expect(negotiateLocale({})).toBe('en');
    expect(isLocale('zh')).toBe(false);
  });
});

describe('languages', () => {
  it('are named in themselves and in the language of the reader', () => {
    expect(ownNameOf('zh-CN')).toBe('中文');
    expect(ownNameOf('en-US')).toBe('English');
    expect(ownNameOf('it')).toBe('italiano');
    expect(ownNameOf('q')).toBe('q');
    expect(languageNameIn('ru', 'en')).toBe('Russian');
    expect(languageNameIn('zh-CN', 'ru')).toBe('китайский');
  });

  it('have a caption sample each', () => {
    for (const tag of offeredLanguages) expect(captionSampleOf(tag).language).toBe(tag);
    expect(captionSampleOf('it').language).toBe('en');
  });

  it('know their direction', () => {
    expect(directionOf('ar-EG')).toBe('rtl');
    expect(directionOf('zh-CN')).toBe('ltr');
  });
});

describe('localized texts', () => {
  const title = { 'zh-CN': '开幕致辞', ru: 'Открытие', en: 'Opening' };

  it('are picked for the reader', () => {
    expect(pickText(title, 'zh-TW')).toEqual({ text: '开幕致辞', language: 'zh-CN' });
    expect(pickText(title, 'fr')).toEqual({ text: 'Opening', language: 'en' });
    expect(pickText({ ru: 'Открытие' }, 'fr')).toEqual({ text: 'Открытие', language: 'ru' });
    expect(pickText({}, 'fr')).toEqual({ text: '', language: 'fr' });
  });

  it('come with the other side beneath', () => {
    const languages = ['zh-CN', 'ru', 'en'];
    expect(pickBilingual(title, 'en', languages).second?.language).toBe('zh-CN');
    expect(pickBilingual(title, 'zh-CN', languages).second?.language).toBe('ru');
    expect(pickBilingual({ en: 'Opening' }, 'en', languages).second).toBeNull();
  });
});
