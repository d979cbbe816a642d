import { Device } from 'mediasoup-client';
import type { types } from 'mediasoup-client';
import { MeridianError } from '@meridian/protocol';
import type { ReportError } from './failure.js';
import type { JoinAnswer } from './seat-link.js';
import type { Requester } from './signalling-client.js';
import type { Timers } from './timers.js';
import type { Direction, TransportSlotHandlers } from './transport-slot.js';
import { TransportSlot } from './transport-slot.js';

export type CreateDevice = () => types.Device;

export const createBrowserDevice: CreateDevice = () => new Device();

/** mediasoup's Device and the two transports of one seat, kept or replaced at every join. */
export class MediaSession {
  readonly send: TransportSlot;
  readonly receive: TransportSlot;
  readonly #createDevice: CreateDevice;
  readonly #report: ReportError;
  #device: types.Device | null = null;
  #capabilities = '';
  #iceServers: RTCIceServer[] = [];

  constructor(
    requester: Requester,
    createDevice: CreateDevice,
    handlers: TransportSlotHandlers,
    timers: Timers,
    report: ReportError,
  ) {
    this.#createDevice = createDevice;
    this.#report = report;
    const factory = {
      requester,
      build: (direction: Direction, options: types.TransportOptions) =>
        this.#build(direction, options),
    };
    this.send = new TransportSlot('send', factory, handlers, timers, report);
    this.receive = new TransportSlot('recv', factory, handlers, timers, report);
  }

  /** Throws `unavailable` before the first join. */
  get device(): types.Device {
    if (!this.#device?.loaded) {
      throw new MeridianError('unavailable', 'The media device is not ready yet.');
    }
    return this.#device;
  }

  /** Since when media is away in either direction. */
  get lostAt(): number | null {
    const losses = [this.send.lostAt, this.receive.lostAt].filter((at) => at !== null);
    return losses.length > 0 ? Math.min(...losses) : null;
  }

  get gaveUp(): boolean {
    return this.send.gaveUp || this.receive.gaveUp;
  }

  /**
   * Fits the session to a join's answer: keeps the transports the server still holds, drops the
   * others, and loads a new device when the router can do other things than before.
   */
  async enter(answer: JoinAnswer): Promise<void> {
    this.#iceServers = answer.iceServers.map(toIceServer);
    const capabilities = JSON.stringify(answer.routerRtpCapabilities);
    if (capabilities !== this.#capabilities) {
      this.drop();
      const device = this.#createDevice();
      // The schema bounds what mediasoup-client declares more narrowly (unions of known words).
      const routerRtpCapabilities = answer.routerRtpCapabilities as types.RtpCapabilities;
      await device.load({ routerRtpCapabilities });
      this.#device = device;
      this.#capabilities = capabilities;
    }
    for (const slot of [this.send, this.receive]) {
      slot.keepOnly(answer.kept.transportIds);
      this.#updateIceServers(slot);
    }
  }

  signalling(up: boolean): void {
    this.send.signalling(up);
    this.receive.signalling(up);
  }

  hint(): void {
    this.send.hint();
    this.receive.hint();
  }

  /** Closes both transports and all that runs over them. */
  drop(): void {
    this.send.drop();
    this.receive.drop();
  }

  #build(direction: Direction, options: types.TransportOptions): types.Transport {
    const complete = { ...options, iceServers: this.#iceServers };
    return direction === 'send'
      ? this.device.createSendTransport(complete)
      : this.device.createRecvTransport(complete);
  }

  #updateIceServers(slot: TransportSlot): void {
    slot.current
      ?.updateIceServers({ iceServers: this.#iceServers })
      .catch((error: unknown) => this.#report(error, 'updating the relay servers'));
  }
}

function toIceServer(server: JoinAnswer['iceServers'][number]): RTCIceServer {
  return {
    urls: server.urls,
    ...(server.username === undefined ? {} : { username: server.username }),
    ...(server.credential === undefined ? {} : { credential: server.credential }),
  };
}
