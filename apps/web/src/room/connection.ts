import type { CallModel } from '../call/call-model.js';

/** State of the own connection as `data-connection` of the room tells it. */
export type ConnectionState = 'connecting' | 'live' | 'weak' | 'reconnecting' | 'offline';

/** The word shown for it. */
export type ConnectionWord = 'connecting' | 'good' | 'fair' | 'weak' | 'reconnecting' | 'offline';

export function connectionOf(model: Pick<CallModel, 'phase' | 'quality'>): {
  readonly state: ConnectionState;
  readonly word: ConnectionWord;
} {
  switch (model.phase) {
    case 'reconnecting':
      return { state: 'reconnecting', word: 'reconnecting' };
    case 'offline':
      return { state: 'offline', word: 'offline' };
    case 'live':
      if (model.quality === 'poor') return { state: 'weak', word: 'weak' };
      return { state: 'live', word: model.quality === 'fair' ? 'fair' : 'good' };
    default:
      return { state: 'connecting', word: 'connecting' };
  }
}

/** After this long without connection the person is told (milliseconds). */
export const lossToldAfterMs = 2000;
