import type {
  ErrorCode,
  MessageName,
  ProducerSource,
  RequestOf,
  ResponseOf,
} from '@meridian/protocol';
import { MeridianError } from '@meridian/protocol';
import type { StoreApi } from 'zustand/vanilla';
import type { CallEnvironment } from './call-environment.js';
import { CallMedia } from './call-media.js';
import type { Call, CallFailure, CallModel, CallPhase, Devices } from './call-model.js';
import type { DeviceOption, JoinChoices, TileSize } from './call-model.js';
import { phaseOf } from './call-phase.js';
import type { ClientIdLease } from './client-id.js';
import { claimClientId } from './client-id.js';
import type { ReportError } from './failure.js';
import { ModelStore } from './model-store.js';
import type { RoomState } from './room-state.js';
import type { JoinAnswer, JoinData } from './seat-link.js';
import { SeatLink } from './seat-link.js';
import type { SeatEvent } from './signalling-event.js';
import type { Cancel } from './timers.js';
import { Timers } from './timers.js';

/** How a call came to its end; `retry` begins it anew where that makes sense. */
interface Ending {
  readonly phase: Extract<CallPhase, 'elsewhere' | 'removed' | 'ended' | 'left' | 'failed'>;
  readonly failure: CallFailure | null;
}

type Entry = Pick<JoinChoices, 'microphone' | 'camera'> & { readonly token: string };

/** The time-outs of `phaseOf` are looked at this often. */
const CLOCK_MS = 1_000;

/** One participant's call: signalling, media and devices behind the interface the screens use. */
export class MeridianCall implements Call {
  readonly #model = new ModelStore();
  readonly #devices: Devices;
  readonly #environment: CallEnvironment;
  readonly #report: ReportError;
  readonly #timers = new Timers();
  readonly #media: CallMedia;
  readonly #stopHints: () => void;
  readonly #stopSpeakerWatch: () => void;
  #link: SeatLink | null = null;
  #lease: ClientIdLease | null = null;
  #entry: Entry | null = null;
  #joinData: JoinData | null = null;
  #selfId: string | null = null;
  #everSeated = false;
  #lostAt: number | null = null;
  #retriedAt = 0;
  #ending: Ending | null = null;
  #speakerId: string | null = null;
  #cancelClock: Cancel | null = null;
  #publishing = false;
  #closed = false;
  #settled: (() => void)[] = [];

  constructor(devices: Devices, environment: CallEnvironment, report: ReportError) {
    this.#devices = devices;
    this.#environment = environment;
    this.#report = report;
    this.#media = new CallMedia(
      { request: (name, data, options) => this.#request(name, data, options) },
      devices,
      environment,
      {
        onChange: () => this.#publishSoon(),
        onSoundBlocked: (soundBlocked) => this.#model.write({ soundBlocked }),
        onSilence: () => this.#link?.reconnect(),
      },
      report,
    );
    this.#stopSpeakerWatch = devices.store.subscribe(({ speakers }, before) => {
      if (speakers !== before.speakers) this.#speakersChanged(speakers);
    });
    this.#stopHints = environment.onHint(() => {
      this.#link?.probe();
      this.#media.hint();
    });
  }

  get store(): StoreApi<CallModel> {
    return this.#model.store;
  }

  async join(token: string, choices: JoinChoices): Promise<void> {
    if (this.#closed || this.#link) return;
    const { displayName, spokenLanguage, captionLanguage, microphone, camera } = choices;
    this.#joinData = { displayName, spokenLanguage, captionLanguage };
    this.#entry = { token, microphone, camera };
    await this.#setSpeaker(choices.speakerId);
    await this.#begin(this.#entry);
  }

  async retry(): Promise<void> {
    if (this.#closed || !this.#entry || this.#ending?.phase === 'ended') return;
    if (!this.#link) {
      await this.#begin(this.#entry);
      return;
    }
    this.#retriedAt = Date.now();
    this.#link.probe();
    this.#media.hint();
    this.#publish();
  }

  async leave(): Promise<void> {
    await this.#link?.leave();
    await this.#end({ phase: 'left', failure: null });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopHints();
    this.#stopSpeakerWatch();
    this.#timers.close();
    this.#link?.close();
    this.#link = null;
    await this.#media.stop();
    this.#media.close();
    this.#lease?.release();
    for (const resolve of this.#settled.splice(0)) resolve();
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.#media.own.setMicrophone(on);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.#media.own.setCamera(on);
  }

  async startScreenShare(): Promise<void> {
    await this.#media.own.startScreenShare();
  }

  async stopScreenShare(): Promise<void> {
    await this.#media.own.stopScreenShare();
  }

  async switchDevice(kind: 'microphone' | 'camera' | 'speaker', deviceId: string): Promise<void> {
    if (kind === 'speaker') await this.#setSpeaker(deviceId);
    else await this.#media.own.switchDevice(kind, deviceId);
  }

  async setSoundOnly(on: boolean): Promise<void> {
    this.#model.write({ soundOnly: on });
    this.#media.remote.setSoundOnly(on);
    if (on) await this.#media.own.setCamera(false);
  }

  async enableSound(): Promise<void> {
    await this.#media.sound.enable();
  }

  setTileSize(participantId: string, source: ProducerSource, size: TileSize | null): void {
    if (!this.#closed) this.#media.remote.setTile(participantId, source, size);
  }

  async raiseHand(raised: boolean): Promise<void> {
    await this.#request('raiseHand', { raised });
  }

  async updateSelf(change: Partial<JoinData>): Promise<void> {
    await this.#request('updateSelf', change);
    // The next join after a lost connection must not bring the old name back.
    if (this.#joinData) this.#joinData = { ...this.#joinData, ...change };
  }

  async muteParticipant(
    participantId: string,
    source: 'microphone' | 'camera' | 'screen',
  ): Promise<void> {
    await this.#request('muteParticipant', { participantId, source });
  }

  async muteEveryone(): Promise<void> {
    await this.#request('muteEveryone', {});
  }

  async removeParticipant(participantId: string, mayReturn: boolean): Promise<void> {
    await this.#request('removeParticipant', { participantId, mayReturn });
  }

  async lockRoom(locked: boolean): Promise<void> {
    await this.#request('lockRoom', { locked });
  }

  async endMeeting(): Promise<void> {
    await this.#request('endMeeting', {});
  }

  #request<Name extends MessageName>(
    name: Name,
    data: RequestOf<Name>,
    options?: Parameters<SeatLink['client']['request']>[2],
  ): Promise<ResponseOf<Name>> {
    if (this.#link) return this.#link.client.request(name, data, options);
    return Promise.reject(new MeridianError('not_joined', 'There is no call.'));
  }

  async #begin(entry: Entry): Promise<void> {
    this.#ending = null;
    this.#everSeated = false;
    this.#lostAt = this.#retriedAt = Date.now();
    this.#model.write({ phase: 'connecting', failure: null, durationSeconds: null });
    this.#lease ??= await claimClientId(this.#environment.storage, this.#environment.locks);
    await this.#open(entry, this.#lease);
  }

  async #open(entry: Entry, lease: ClientIdLease): Promise<void> {
    const joinData = this.#joinData;
    // Closed or left while the id was being claimed.
    if (this.#closed) lease.release();
    if (this.#closed || this.#link || this.#ending || !joinData) return;
    const { origin: url, checkRequests } = this.#environment;
    const link = new SeatLink(
      {
        url,
        token: entry.token,
        clientId: lease.clientId,
        checkRequests,
        joinData: () => this.#joinData ?? joinData,
      },
      {
        onSeated: (answer, room, offset) => this.#onSeated(answer, room, offset),
        onReady: () => this.#onReady(),
        onLost: () => this.#onLost(),
        onRoom: (room) => this.#onRoom(room),
        onSeatEvent: (event) => this.#onSeatEvent(event),
        onRefused: (error) => this.#onRefused(error.code),
      },
      this.#report,
    );
    this.#link = link;
    this.#cancelClock = this.#timers.every(CLOCK_MS, () => this.#publish());
    link.connect();
    const live = new Promise<void>((resolve) => this.#settled.push(resolve));
    await Promise.all([live, this.#media.own.start(entry)]);
  }

  async #onSeated(answer: JoinAnswer, room: RoomState, serverOffsetMs: number): Promise<void> {
    this.#selfId = answer.participantId;
    this.#model.write({ selfId: answer.participantId, serverOffsetMs });
    this.#onRoom(room);
    await this.#media.seated(answer, room);
  }

  #onReady(): void {
    this.#everSeated = true;
    this.#lostAt = null;
    this.#media.signallingBack();
    this.#publish();
  }

  #onLost(): void {
    this.#lostAt ??= Date.now();
    this.#media.signallingLost();
    this.#publish();
  }

  #onRoom(room: RoomState): void {
    this.#model.write({
      meeting: room.meeting,
      participants: room.participants,
      dominantSpeaker: room.dominantSpeaker,
      speaking: room.speaking,
      locked: room.locked,
      durationSeconds: room.endedAfterSeconds,
    });
    if (room.endedAfterSeconds !== null) this.#endSoon({ phase: 'ended', failure: null });
    else if (this.#selfId) this.#media.room(room, this.#selfId);
  }

  #onSeatEvent(event: SeatEvent): void {
    if (event.name === 'seatTaken') this.#endSoon({ phase: 'elsewhere', failure: null });
    else if (event.name === 'removed') {
      this.#model.write({ mayReturn: event.data.mayReturn });
      this.#endSoon({ phase: 'removed', failure: null });
    } else this.#media.seatEvent(event);
  }

  /** Before the first seat a refusal is told as such; afterwards it tells what we missed. */
  #onRefused(code: ErrorCode): void {
    if (code === 'seat_taken') this.#endSoon({ phase: 'elsewhere', failure: null });
    else if (this.#everSeated && code === 'meeting_ended') {
      this.#endSoon({ phase: 'ended', failure: null });
    } else if (this.#everSeated && code === 'removed') {
      this.#model.write({ mayReturn: false });
      this.#endSoon({ phase: 'removed', failure: null });
    } else this.#endSoon({ phase: 'failed', failure: code });
  }

  #endSoon(ending: Ending): void {
    this.#end(ending).catch((error: unknown) => this.#report(error, 'ending the call'));
  }

  async #end(ending: Ending): Promise<void> {
    if (this.#closed || this.#ending) return;
    this.#ending = ending;
    // What was on is on again should the person come back.
    const { microphone, camera } = this.#media.own.wishes;
    if (this.#entry && this.#everSeated) {
      this.#entry = {
        ...this.#entry,
        microphone: { ...this.#entry.microphone, on: microphone },
        camera: { ...this.#entry.camera, on: camera },
      };
    }
    this.#cancelClock?.();
    this.#link?.close();
    this.#link = null;
    this.#publish();
    await this.#media.stop();
  }

  async #setSpeaker(deviceId: string | null): Promise<void> {
    this.#speakerId = deviceId;
    await this.#media.sound.setSpeaker(deviceId);
  }

  /** A headset was unplugged: sound goes where the system sends it, and back when it returns. */
  #speakersChanged(speakers: readonly DeviceOption[]): void {
    const chosen = speakers.find((one) => one.deviceId === this.#speakerId);
    void this.#media.sound.setSpeaker(chosen?.deviceId ?? null);
  }

  #publishSoon(): void {
    if (this.#publishing || this.#closed) return;
    this.#publishing = true;
    queueMicrotask(() => {
      this.#publishing = false;
      this.#publish();
    });
  }

  #publish(): void {
    if (this.#closed) return;
    const { own, remote, quality } = this.#media;
    this.#model.write({
      ...this.#phase(),
      local: own.view(),
      remote: remote.view(),
      quality,
      roundTripMs: this.#link?.client.roundTripMs ?? null,
    });
    if (this.#model.store.getState().phase === 'connecting') return;
    for (const resolve of this.#settled.splice(0)) resolve();
  }

  #phase(): Partial<CallModel> {
    if (this.#ending) return { ...this.#ending, lostSince: null };
    if (!this.#link) return {};
    const facts = {
      seated: this.#lostAt === null,
      everSeated: this.#everSeated,
      signallingLostAt: this.#lostAt,
      mediaLostAt: this.#media.lostAt,
      mediaGaveUp: this.#media.gaveUp,
      retriedAt: this.#retriedAt,
    };
    return phaseOf(facts, Date.now());
  }
}
