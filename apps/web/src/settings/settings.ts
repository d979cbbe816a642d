import { isLocale, negotiateLocale } from '@meridian/i18n';
import type { Locale } from '@meridian/i18n';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { KeyValueStorage } from './key-value-storage.js';
import { readJson, writeJson } from './key-value-storage.js';

export type Theme = 'system' | 'light' | 'dark';

/** Sizes of captions in CSS pixels, as offered by the two buttons beside the sample. */
export const captionSizes = [18, 21, 24, 28, 32, 40] as const;

export interface SettingsModel {
  readonly locale: Locale;
  readonly theme: Theme;
  /** Single-key shortcuts in the room. */
  readonly shortcuts: boolean;
  readonly captionSize: number;
}

const key = 'meridian.settings';

function stored(storage: KeyValueStorage): Partial<SettingsModel> {
  const value = readJson(storage, key);
  if (typeof value !== 'object' || value === null) return {};
  const { locale, theme, shortcuts, captionSize } = value as Record<string, unknown>;
  return {
    ...(isLocale(locale) ? { locale } : {}),
    ...(theme === 'light' || theme === 'dark' || theme === 'system' ? { theme } : {}),
    ...(typeof shortcuts === 'boolean' ? { shortcuts } : {}),
    ...(captionSizes.some((size) => size === captionSize)
      ? { captionSize: Number(captionSize) }
      : {}),
  };
}

/** Choices about the interface, kept on the device. */
export class Settings {
  readonly store: StoreApi<SettingsModel>;
  readonly #storage: KeyValueStorage;

  constructor(
    storage: KeyValueStorage,
    wish: { query?: string | null; preferred: readonly string[] },
  ) {
    this.#storage = storage;
    const kept = stored(storage);
    this.store = createStore(() => ({
      theme: 'system',
      shortcuts: true,
      captionSize: 24,
      ...kept,
      locale: negotiateLocale({ ...wish, stored: kept.locale }),
    }));
  }

  set(change: Partial<SettingsModel>): void {
    this.store.setState(change);
    writeJson(this.#storage, key, this.store.getState());
  }

  /** The next caption size up or down; stays at the ends. */
  stepCaptionSize(direction: 1 | -1): void {
    const index = captionSizes.findIndex((size) => size === this.store.getState().captionSize);
    const next = captionSizes[index + direction];
    if (next !== undefined) this.set({ captionSize: next });
  }
}
