import type { MeetingView, ParticipantView, ProducerView, RoomSnapshot } from '@meridian/protocol';
import { assertUnreachable } from '@meridian/protocol';
import type { RoomEvent } from './signalling-event.js';

/** The room as the server tells it: a snapshot, continued by events. */
export interface RoomState {
  readonly epoch: number;
  readonly seq: number;
  readonly meeting: MeetingView;
  readonly participants: readonly ParticipantView[];
  readonly producers: readonly ProducerView[];
  readonly dominantSpeaker: string | null;
  readonly speaking: readonly string[];
  readonly locked: boolean;
  /** Length of the call once a chair has ended it. */
  readonly endedAfterSeconds: number | null;
}

export function roomFromSnapshot(snapshot: RoomSnapshot): RoomState {
  return {
    epoch: snapshot.epoch,
    seq: snapshot.seq,
    meeting: snapshot.meeting,
    participants: snapshot.participants,
    producers: snapshot.producers,
    dominantSpeaker: snapshot.activeSpeaker,
    speaking: [],
    locked: snapshot.locked,
    endedAfterSeconds: null,
  };
}

/** The room after one event. Pure: order and gaps are the sequencer's business. */
export function applyRoomEvent(room: RoomState, event: RoomEvent): RoomState {
  const next = { ...room, seq: event.seq };
  switch (event.name) {
    case 'participantJoined':
    case 'participantUpdated':
      return { ...next, participants: put(room.participants, event.data.participant, seatOf) };
    case 'participantLeft': {
      const { participantId } = event.data;
      return {
        ...next,
        participants: room.participants.filter((one) => one.participantId !== participantId),
        producers: room.producers.filter((one) => one.participantId !== participantId),
        dominantSpeaker: room.dominantSpeaker === participantId ? null : room.dominantSpeaker,
        speaking: room.speaking.filter((one) => one !== participantId),
      };
    }
    case 'activeSpeakerChanged':
      return { ...next, dominantSpeaker: event.data.dominant, speaking: event.data.speaking };
    case 'producerOpened':
    case 'producerUpdated':
      return { ...next, producers: put(room.producers, event.data.producer, idOf) };
    case 'producerClosed': {
      const { producerId } = event.data;
      return {
        ...next,
        producers: room.producers.filter((one) => one.producerId !== producerId),
      };
    }
    case 'roomLocked':
      return { ...next, locked: event.data.locked };
    case 'meetingEnded':
      return { ...next, endedAfterSeconds: event.data.durationSeconds };
    default:
      return assertUnreachable(event);
  }
}

const seatOf = (participant: ParticipantView): string => participant.participantId;
const idOf = (producer: ProducerView): string => producer.producerId;

/** Replaces the item with the same key where it stands, or adds it at the end. */
function put<Item>(list: readonly Item[], item: Item, key: (item: Item) => string): Item[] {
  const index = list.findIndex((one) => key(one) === key(item));
  return index < 0 ? [...list, item] : list.with(index, item);
}
