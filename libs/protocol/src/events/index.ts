import * as participant from './participant.events.js';
import * as producer from './producer.events.js';
import * as room from './room.events.js';
import * as seat from './seat.events.js';

/** Everything the server may tell on `/rtc`, by name. */
export const events = { ...participant, ...producer, ...room, ...seat };
