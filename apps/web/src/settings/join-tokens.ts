import type { KeyValueStorage } from './key-value-storage.js';

const key = (code: string): string => `meridian.token.${code}`;

/**
 * The signed token of a join link, kept in the tab. It leaves the address bar at once: an address
 * is shown on shared screens, copied and kept in histories, and whoever has it has the seat.
 */
export class JoinTokens {
  readonly #tab: KeyValueStorage;

  constructor(tab: KeyValueStorage) {
    this.#tab = tab;
  }

  /** Keeps a token found in an address; answers the address without it, or null when it had none. */
  take(code: string, search: string): string | null {
    const parameters = new URLSearchParams(search);
    const token = parameters.get('token');
    if (!token) return null;
    this.#tab.setItem(key(code), token);
    parameters.delete('token');
    const rest = parameters.toString();
    return rest === '' ? '' : `?${rest}`;
  }

  get(code: string): string | null {
    return this.#tab.getItem(key(code));
  }
}
