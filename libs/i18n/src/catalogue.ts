import en from './catalogues/en.json' with { type: 'json' };
import ru from './catalogues/ru.json' with { type: 'json' };
import zhCN from './catalogues/zh-CN.json' with { type: 'json' };
import type { Locale } from './locale.js';

/** English is the measure: the other catalogues have its keys and no others. */
export type Catalogue = typeof en;

interface CatalogueTree {
  readonly [key: string]: string | CatalogueTree;
}

export const catalogues: Readonly<Record<Locale, CatalogueTree>> = { en, ru, 'zh-CN': zhCN };

/** All texts of a catalogue as `dotted.key` to text. */
export function flattenCatalogue(tree: CatalogueTree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else
      for (const [deep, text] of flattenCatalogue(value, `${prefix}${key}.`)) flat.set(deep, text);
  }
  return flat;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Catalogue };
  }
}
