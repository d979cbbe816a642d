import { describe, expect, test } from '@jest/globals';
import type { ParticipantView, ProducerView, RoomSnapshot } from '@meridian/protocol';
import fc from 'fast-check';
import type { Numbered } from './room-sequencer.js';
import { RoomSequencer } from './room-sequencer.js';
import type { RoomEvent } from './signalling-event.js';
import { sampleMeeting, sampleParticipant, sampleProducer, uuidOf } from './testing/samples.js';

/** The room as a server holds it, written independently of the client's reducer. */
class ServerRoom {
  epoch = 1;
  seq = 0;
  locked = false;
  dominant: string | null = null;
  readonly participants = new Map<string, ParticipantView>();
  readonly producers = new Map<string, ProducerView>();

  snapshot(): RoomSnapshot {
    return {
      epoch: this.epoch,
      seq: this.seq,
      meeting: sampleMeeting,
      participants: [...this.participants.values()],
      producers: [...this.producers.values()],
      activeSpeaker: this.dominant,
      locked: this.locked,
      serverTime: 0,
    };
  }

  /** Does what number `choice` means in this state, and returns the event it tells. */
  act(choice: number, who: number): Numbered | null {
    const participantId = uuidOf(1, who);
    const producerId = uuidOf(2, who);
    const participant = this.participants.get(participantId);
    const producer = this.producers.get(producerId);
    switch (choice) {
      case 0: {
        if (participant) return null;
        const joined = sampleParticipant(participantId);
        this.participants.set(participantId, joined);
        return this.#tell({ name: 'participantJoined', data: { participant: joined } });
      }
      case 1: {
        if (!participant) return null;
        const handRaisedAt = participant.handRaisedAt === null ? this.seq : null;
        const updated = { ...participant, handRaisedAt };
        this.participants.set(participantId, updated);
        return this.#tell({ name: 'participantUpdated', data: { participant: updated } });
      }
      case 2: {
        if (!participant) return null;
        this.participants.delete(participantId);
        this.producers.delete(producerId);
        if (this.dominant === participantId) this.dominant = null;
        return this.#tell({ name: 'participantLeft', data: { participantId, reason: 'left' } });
      }
      case 3: {
        if (!participant || producer) return null;
        const opened = sampleProducer(producerId, participantId);
        this.producers.set(producerId, opened);
        return this.#tell({ name: 'producerOpened', data: { producer: opened } });
      }
      case 4: {
        if (!producer) return null;
        const updated = { ...producer, paused: !producer.paused };
        this.producers.set(producerId, updated);
        return this.#tell({ name: 'producerUpdated', data: { producer: updated } });
      }
      case 5: {
        if (!producer) return null;
        this.producers.delete(producerId);
        return this.#tell({ name: 'producerClosed', data: { producerId, participantId } });
      }
      case 6: {
        if (!participant) return null;
        this.dominant = participantId;
        const data = { dominant: participantId, speaking: [participantId] };
        return this.#tell({ name: 'activeSpeakerChanged', data });
      }
      case 7:
        this.locked = !this.locked;
        return this.#tell({ name: 'roomLocked', data: { locked: this.locked } });
      case 8:
        // The media node was lost: the room begins anew on another one.
        if (who !== 0) return null;
        this.epoch += 1;
        this.seq = 0;
        this.participants.clear();
        this.producers.clear();
        this.dominant = null;
        return null;
      default: {
        // A newer server tells something this client does not know.
        this.seq += 1;
        return { epoch: this.epoch, seq: this.seq, event: null };
      }
    }
  }

  #tell(event: { [N in RoomEvent['name']]: EventPart<N> }[RoomEvent['name']]): Numbered {
    this.seq += 1;
    const numbered = { epoch: this.epoch, seq: this.seq };
    return { ...numbered, event: { ...event, ...numbered } };
  }
}

type EventPart<Name extends RoomEvent['name']> = Pick<
  Extract<RoomEvent, { name: Name }>,
  'name' | 'data'
>;

/** A client that asks for snapshots, over a network that reorders and repeats as it likes. */
class Client {
  readonly sequencer = new RoomSequencer();
  asked = true;

  receive(numbered: Numbered): void {
    if (this.sequencer.receive(numbered) === 'gap') this.asked = true;
  }

  takeSnapshot(snapshot: RoomSnapshot): void {
    this.asked = !this.sequencer.takeSnapshot(snapshot);
  }
}

const placeOf = ({ epoch, seq }: { epoch: number; seq: number }): string => `${epoch}/${seq}`;

function truthOf(server: ServerRoom): object {
  const { participants, producers, activeSpeaker, locked, epoch, seq } = server.snapshot();
  return { participants, producers, locked, dominantSpeaker: activeSpeaker, epoch, seq };
}

function shown({ sequencer: { room } }: Client): object | null {
  if (!room) return null;
  const { participants, producers, locked, dominantSpeaker, epoch, seq } = room;
  return { participants, producers, locked, dominantSpeaker, epoch, seq };
}

const step = fc.record({
  kind: fc.constantFrom('act', 'act', 'deliver', 'repeat', 'ask', 'answer', 'answerOld'),
  choice: fc.nat(9),
  who: fc.nat(3),
  pick: fc.nat(1_000),
});

describe('RoomSequencer', () => {
  test('ends in the state of the server, whatever the network did to the order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const server = new ServerRoom();
        const client = new Client();
        const flying: Numbered[] = [];
        const sent: Numbered[] = [];
        const history = new Map([[placeOf(server), truthOf(server)]]);
        let inFlight: RoomSnapshot | null = null;
        for (const { kind, choice, who, pick } of steps) {
          if (kind === 'act') {
            const event = server.act(choice, who);
            if (event) {
              flying.push(event);
              sent.push(event);
            }
          } else if (kind === 'deliver' && flying.length > 0) {
            const [event] = flying.splice(pick % flying.length, 1);
            if (event) client.receive(event);
          } else if (kind === 'repeat' && sent.length > 0) {
            const event = sent[pick % sent.length];
            // Repeating what was never delivered would be reordering, which `deliver` does.
            if (event && !flying.includes(event)) client.receive(event);
          } else if (kind === 'ask') {
            client.sequencer.awaitSnapshot();
            client.asked = true;
          } else if (kind === 'answer' && client.asked) {
            client.takeSnapshot(inFlight ?? server.snapshot());
            inFlight = null;
          } else if (kind === 'answerOld' && client.asked) {
            // Made now, arriving later, among younger events.
            inFlight ??= server.snapshot();
          }
          if (kind === 'act') history.set(placeOf(server), truthOf(server));
          // Not only the end: at every moment it is a state that the server once had.
          const { room } = client.sequencer;
          if (room) expect(shown(client)).toEqual(history.get(placeOf(room)));
        }
        if (inFlight && client.asked) client.takeSnapshot(inFlight);
        for (const event of flying) client.receive(event);
        // A last event of this epoch makes every gap visible, as the next one always does.
        const last = server.act(7, 0);
        if (last) client.receive(last);
        for (let answers = 0; client.asked && answers < 3; answers += 1) {
          client.takeSnapshot(server.snapshot());
        }
        expect(shown(client)).toEqual(truthOf(server));
      }),
      { numRuns: 2_000 },
    );
  });

  const lockedAt = (epoch: number, seq: number, locked = true): Numbered => ({
    epoch,
    seq,
    event: { name: 'roomLocked', epoch, seq, data: { locked } },
  });
  const joined = (): RoomSequencer => {
    const sequencer = new RoomSequencer();
    sequencer.takeSnapshot({ ...new ServerRoom().snapshot(), seq: 5 });
    return sequencer;
  };

  test('holds events that overtake the snapshot, then applies the younger ones', () => {
    const sequencer = new RoomSequencer();
    expect(sequencer.receive(lockedAt(1, 6))).toBe('held');
    expect(sequencer.receive(lockedAt(1, 5, false))).toBe('held');
    expect(sequencer.takeSnapshot({ ...new ServerRoom().snapshot(), seq: 5 })).toBe(true);
    expect(sequencer.room).toMatchObject({ seq: 6, locked: true });
  });

  test('ignores what is old, repeated or of an epoch gone by', () => {
    const sequencer = joined();
    expect(sequencer.receive(lockedAt(1, 5))).toBe('ignored');
    expect(sequencer.receive(lockedAt(0, 6))).toBe('ignored');
    expect(sequencer.room?.locked).toBe(false);
  });

  test('a gap and an unknown epoch ask for a snapshot once', () => {
    const gap = joined();
    expect(gap.receive(lockedAt(1, 7))).toBe('gap');
    expect(gap.receive(lockedAt(1, 8))).toBe('held');
    const epoch = joined();
    expect(epoch.receive(lockedAt(2, 1))).toBe('gap');
  });

  test('a held event that the snapshot cannot reach asks for another one', () => {
    const sequencer = joined();
    sequencer.receive(lockedAt(1, 9));
    expect(sequencer.takeSnapshot({ ...new ServerRoom().snapshot(), seq: 7 })).toBe(false);
    expect(sequencer.takeSnapshot({ ...new ServerRoom().snapshot(), seq: 8 })).toBe(true);
    expect(sequencer.room?.seq).toBe(9);
  });
});
