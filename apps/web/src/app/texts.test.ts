import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { catalogues, errorMessageKey, flattenCatalogue, locales } from '@meridian/i18n';
import { errorCodeList } from '@meridian/protocol';
import type { CallFailure, DeviceProblem } from '../call/call-model.js';

const problems: Readonly<Record<DeviceProblem, true>> = {
  'permission-denied': true,
  'no-camera': true,
  'no-microphone': true,
  'device-busy': true,
  'insecure-page': true,
  'browser-too-old': true,
  'device-failed': true,
};
const failures: readonly CallFailure[] = [...errorCodeList, 'unreachable', 'media-unreachable'];

describe.each(locales)('texts in %s', (locale) => {
  const texts = flattenCatalogue(catalogues[locale]);

  it('tell every error code and failure', () => {
    for (const code of failures) {
      expect(errorMessageKey(code)).toBe(`errors.${code}`);
      expect(texts.get(`errors.${code}`)).toBeTruthy();
    }
  });

  it('tell every device problem', () => {
    for (const problem of Object.keys(problems)) {
      expect(texts.get(`problem.${problem}.title`)).toBeTruthy();
      expect(texts.get(`problem.${problem}.text`)).toBeTruthy();
    }
  });
});

describe('the sources', () => {
  const folder = join(import.meta.dirname, '..');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(tsx?|css)$/.test(file),
  );

  it('keep raw colours in the tokens', () => {
    const styles = files.filter((file) => file.endsWith('.css') && !file.endsWith('tokens.css'));
    for (const file of styles) {
      const raw = readFileSync(join(folder, file), 'utf8').match(
        /#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(/gi,
      );
      expect({ file, raw }).toEqual({ file, raw: null });
    }
  });

  it('use logical properties, so that the page can be mirrored', () => {
    const physical =
      /(?:^|[\s;{])(?:margin|padding|border|inset)?-?(?:left|right)\s*:|text-align:\s*(?:left|right)/m;
    for (const file of files.filter((one) => one.endsWith('.css'))) {
      const found = physical.test(readFileSync(join(folder, file), 'utf8'));
      expect({ file, found }).toEqual({ file, found: false });
    }
  });

  it('have no style written as HTML, which the content security policy refuses', () => {
    for (const file of files.filter((one) => one.endsWith('.tsx'))) {
      const source = readFileSync(join(folder, file), 'utf8');
      expect({ file, found: /dangerouslySetInnerHTML|<style/.test(source) }).toEqual({
        file,
        found: false,
      });
    }
  });
});
