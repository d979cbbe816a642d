import type { KeptMedia, ProducerView } from '@meridian/protocol';
import type { CallModel, Devices, DevicesModel, JoinChoices, LocalSource } from './call-model.js';
import type { MediaDevicesApi } from './device-capture.js';
import { codeOf } from './failure.js';
import type { OwnSourceContext } from './own-source.js';
import { OwnSource } from './own-source.js';
import { ScreenShare } from './screen-share.js';

type ChairMuted = Record<'microphone' | 'camera' | 'screen', boolean>;

/** What oneself sends: the devices' tracks, the person's wishes and the chair's word. */
export class OwnMedia {
  readonly #devices: Devices;
  readonly #context: OwnSourceContext;
  readonly #microphone: OwnSource;
  readonly #camera: OwnSource;
  readonly #screen: OwnSource;
  readonly #screenSound: OwnSource;
  readonly #share: ScreenShare;
  readonly #unsubscribe: () => void;
  #microphoneOn = false;
  #cameraOn = false;
  #openingMicrophone = false;
  #openingCamera = false;
  #chosen: { microphone: string | null; camera: string | null } = {
    microphone: null,
    camera: null,
  };
  #mutedByChair: ChairMuted = { microphone: false, camera: false, screen: false };

  constructor(devices: Devices, mediaDevices: MediaDevicesApi | null, context: OwnSourceContext) {
    this.#devices = devices;
    this.#context = context;
    this.#microphone = new OwnSource('microphone', context, () => (this.#microphoneOn = false));
    this.#camera = new OwnSource('camera', context, () => devices.stopCamera());
    this.#screen = new OwnSource('screen', context, () => void this.#share.stop());
    this.#screenSound = new OwnSource('screenAudio', context, () => undefined);
    this.#share = new ScreenShare(mediaDevices, this.#screen, this.#screenSound, context.report);
    this.#unsubscribe = devices.store.subscribe((now, before) => this.#devicesChanged(now, before));
  }

  get wishes(): { microphone: boolean; camera: boolean } {
    return { microphone: this.#microphoneOn, camera: this.#cameraOn };
  }

  get sendingVideo(): boolean {
    return this.#camera.producerId !== null || this.#screen.producerId !== null;
  }

  /** Opens what was chosen before joining; what is off is closed, so that its light goes out. */
  async start(choices: Pick<JoinChoices, 'microphone' | 'camera'>): Promise<void> {
    this.#chosen = { microphone: choices.microphone.deviceId, camera: choices.camera.deviceId };
    if (!choices.microphone.on) this.#devices.stopMicrophone();
    if (!choices.camera.on) this.#devices.stopCamera();
    await Promise.all([
      choices.microphone.on ? this.setMicrophone(true) : Promise.resolve(),
      choices.camera.on ? this.setCamera(true) : Promise.resolve(),
    ]);
  }

  async setMicrophone(on: boolean): Promise<void> {
    this.#microphoneOn = on;
    if (on) {
      this.#mutedByChair.microphone = false;
      if (!this.#devices.store.getState().microphoneTrack) {
        this.#openingMicrophone = true;
        this.#context.onChange();
        await this.#devices.useMicrophone(this.#chosen.microphone);
        this.#openingMicrophone = false;
      }
    }
    await this.#applyMicrophone();
  }

  async setCamera(on: boolean): Promise<void> {
    this.#cameraOn = on;
    if (on) {
      this.#mutedByChair.camera = false;
      this.#openingCamera = true;
      this.#context.onChange();
      await this.#devices.useCamera(this.#chosen.camera);
      this.#openingCamera = false;
    } else {
      this.#devices.stopCamera();
    }
    await this.#applyCamera();
  }

  async switchDevice(kind: 'microphone' | 'camera', deviceId: string): Promise<void> {
    this.#chosen = { ...this.#chosen, [kind]: deviceId };
    // A device that is off stays off; it is opened when it is turned on.
    if (kind === 'camera') {
      if (this.#cameraOn) await this.#devices.useCamera(deviceId);
    } else if (this.#devices.store.getState().microphoneTrack) {
      await this.#devices.useMicrophone(deviceId);
    }
  }

  async startScreenShare(): Promise<void> {
    this.#mutedByChair.screen = false;
    const started = this.#share.start();
    this.#context.onChange();
    await started;
    this.#context.onChange();
  }

  async stopScreenShare(): Promise<void> {
    await this.#share.stop();
  }

  /** A chair paused one of our sources; only the person can turn it on again. */
  chairMuted(source: 'microphone' | 'camera' | 'screen'): void {
    this.#mutedByChair[source] = true;
    if (source === 'microphone') {
      this.#microphoneOn = false;
      this.#microphone.pausedByServer();
    } else if (source === 'camera') {
      // Not shown to anybody, the camera should not look as if it filmed.
      void this.setCamera(false);
    } else {
      void this.#share.stop();
    }
    this.#context.onChange();
  }

  /** After a (re)join: keeps what the server kept and closes what it holds of an earlier page. */
  rejoined(kept: KeptMedia, own: readonly ProducerView[]): void {
    const sources = this.#sources();
    // The answer to a request under way may name a producer we do not know yet.
    const mayBeOurs = sources.some((source) => source.producing);
    const known = new Set(sources.map((source) => source.producerId));
    for (const source of sources) {
      const pausedByOther = source.rejoined(kept.producerIds, own);
      if (pausedByOther && source === this.#microphone) this.chairMuted('microphone');
    }
    if (mayBeOurs) return;
    for (const producerId of kept.producerIds) {
      if (!known.has(producerId)) void this.#closeStray(producerId);
    }
  }

  poke(): void {
    for (const source of this.#sources()) source.poke();
  }

  /** Stops everything sent and every device; `wishes`, read before, tell how to go on. */
  async stop(): Promise<void> {
    this.#microphoneOn = false;
    this.#cameraOn = false;
    this.#devices.stopCamera();
    this.#devices.stopMicrophone();
    await this.#share.stop();
    await this.#microphone.set(null, false);
  }

  view(): CallModel['local'] {
    const { cameraTrack, cameraProblem, microphoneTrack, microphoneProblem } =
      this.#devices.store.getState();
    return {
      microphone: this.#local('microphone', this.#microphone, {
        opening: this.#openingMicrophone,
        deviceId: deviceOf(microphoneTrack) ?? this.#chosen.microphone,
        problem: microphoneProblem,
      }),
      camera: this.#local('camera', this.#camera, {
        opening: this.#openingCamera,
        deviceId: deviceOf(cameraTrack) ?? this.#chosen.camera,
        problem: cameraProblem,
      }),
      screen: this.#local('screen', this.#screen, {
        opening: this.#share.starting,
        deviceId: null,
        problem: this.#share.problem,
      }),
    };
  }

  close(): void {
    this.#unsubscribe();
    for (const source of this.#sources()) source.close();
  }

  #sources(): readonly OwnSource[] {
    return [this.#microphone, this.#camera, this.#screen, this.#screenSound];
  }

  #local(
    name: 'microphone' | 'camera' | 'screen',
    source: OwnSource,
    facts: { opening: boolean } & Pick<LocalSource, 'deviceId' | 'problem'>,
  ): LocalSource {
    const state = facts.opening && source.state === 'off' ? 'starting' : source.state;
    const { deviceId, problem } = facts;
    const { track, refused } = source;
    return { state, deviceId, track, problem, mutedByChair: this.#mutedByChair[name], refused };
  }

  #devicesChanged(now: DevicesModel, before: DevicesModel): void {
    if (now.microphoneTrack !== before.microphoneTrack) void this.#applyMicrophone();
    if (now.cameraTrack !== before.cameraTrack) void this.#applyCamera();
    if (
      now.microphoneProblem !== before.microphoneProblem ||
      now.cameraProblem !== before.cameraProblem
    ) {
      this.#context.onChange();
    }
  }

  async #applyMicrophone(): Promise<void> {
    const track = this.#devices.store.getState().microphoneTrack;
    // Vanished, or could not be opened: muted, and the person unmutes when there is one again.
    if (!track && !this.#openingMicrophone) this.#microphoneOn = false;
    const keepProducer = !track && this.#microphone.producerId !== null;
    await this.#microphone.set(track, !this.#microphoneOn, keepProducer);
  }

  async #applyCamera(): Promise<void> {
    const track = this.#devices.store.getState().cameraTrack;
    if (!track && !this.#openingCamera) this.#cameraOn = false;
    await this.#camera.set(this.#cameraOn ? track : null, false);
  }

  /** A producer of this seat from before the page was reloaded: nobody feeds it any more. */
  async #closeStray(producerId: string): Promise<void> {
    try {
      await this.#context.requester.request('closeProducer', { producerId });
    } catch (error) {
      if (codeOf(error) !== 'producer_not_found') this.#context.report(error, 'closing a stray');
    }
  }
}

function deviceOf(track: MediaStreamTrack | null): string | null {
  return track?.getSettings().deviceId ?? null;
}
