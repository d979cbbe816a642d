import { MeridianCall } from '../call.js';
import type { CallEnvironment } from '../call-environment.js';
import type { CallModel, JoinChoices } from '../call-model.js';
import { LocalDevices } from '../devices.js';
import type { SoundElement } from '../sound-output.js';
import { FakeMediaDevices } from './fake-media-devices.js';
import { FakeMediaPath } from './fake-media-path.js';

export const everythingOn: JoinChoices = {
  displayName: 'Lin Hai',
  spokenLanguage: 'zh-CN',
  captionLanguage: 'en',
  microphone: { on: true, deviceId: null },
  camera: { on: true, deviceId: null },
  speakerId: null,
};

/** One participant: a real call and real devices code, over a pretended browser. */
export class CallBench {
  readonly mediaDevices = new FakeMediaDevices();
  readonly path = new FakeMediaPath();
  readonly errors: { error: unknown; doing: string }[] = [];
  readonly devices: LocalDevices;
  readonly call: MeridianCall;
  readonly sounding = new Set<SoundElement>();
  /** Every state the model went through: one that lasts milliseconds is not seen by looking now and then. */
  readonly history: CallModel[] = [];
  hint: () => void = () => undefined;
  hinting = false;

  constructor(url: string) {
    const report = (error: unknown, doing: string): void => {
      this.errors.push({ error, doing });
    };
    this.devices = new LocalDevices(
      {
        mediaDevices: this.mediaDevices,
        unsupported: null,
        createLevelMeter: () => ({ read: () => 0.5, close: () => undefined }),
        permissionOf: () => Promise.resolve(null),
      },
      report,
    );
    this.call = new MeridianCall(this.devices, this.#environment(url), report);
    this.call.store.subscribe((model) => this.history.push(model));
  }

  get model(): CallModel {
    return this.call.store.getState();
  }

  async close(): Promise<void> {
    await this.call.close();
    await this.devices.close();
  }

  #environment(url: string): CallEnvironment {
    return {
      origin: url,
      storage: null,
      locks: null,
      mediaDevices: this.mediaDevices,
      createDevice: this.path.createDevice,
      sound: {
        createElement: () => this.#element(),
        createStream: (track) => track as unknown as MediaProvider,
      },
      onHint: (hint) => {
        this.hint = hint;
        this.hinting = true;
        return () => {
          this.hinting = false;
        };
      },
      checkRequests: true,
    };
  }

  /** Stands in for an audio element, which node does not have. */
  #element(): SoundElement {
    const element: SoundElement = {
      srcObject: null,
      autoplay: false,
      volume: 1,
      play: () => {
        this.sounding.add(element);
        return Promise.resolve();
      },
      pause: () => {
        this.sounding.delete(element);
      },
    };
    return element;
  }
}
