import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { DeviceOption, DeviceProblem, Devices, DevicesModel } from './call-model.js';
import { CapturedDevice } from './captured-device.js';
import type { DeviceKind, MediaDevicesApi } from './device-capture.js';
import { constraintsFor } from './device-capture.js';
import type { ReportError } from './failure.js';
import { nameOf } from './failure.js';
import type { CreateLevelMeter, LevelMeter } from './level-meter.js';
import type { Cancel } from './timers.js';
import { Timers } from './timers.js';

export interface DevicesEnvironment {
  /** Null where the browser offers none; then `unsupported` says why. */
  readonly mediaDevices: MediaDevicesApi | null;
  readonly unsupported: 'insecure-page' | 'browser-too-old' | null;
  readonly createLevelMeter: CreateLevelMeter;
  /** Null where the browser does not tell. */
  readonly permissionOf: (kind: DeviceKind) => Promise<PermissionState | null>;
}

const METER_MS = 66;

const nothing: DevicesModel = {
  cameras: [],
  microphones: [],
  speakers: [],
  permission: 'unasked',
  cameraProblem: null,
  microphoneProblem: null,
  cameraTrack: null,
  microphoneTrack: null,
  level: 0,
  notice: null,
};

/** Owner of the local camera and microphone, before a call and during it. */
export class LocalDevices implements Devices {
  readonly store: StoreApi<DevicesModel>;
  readonly #environment: DevicesEnvironment;
  readonly #report: ReportError;
  readonly #timers = new Timers();
  readonly #camera: CapturedDevice;
  readonly #microphone: CapturedDevice;
  #meter: LevelMeter | null = null;
  #metered: MediaStreamTrack | null = null;
  #cancelMeter: Cancel | null = null;
  #notices = 0;
  #closed = false;

  constructor(environment: DevicesEnvironment, report: ReportError) {
    this.#environment = environment;
    this.#report = report;
    const { unsupported } = environment;
    this.store = createStore(() => ({
      ...nothing,
      cameraProblem: unsupported,
      microphoneProblem: unsupported,
    }));
    this.#camera = this.#capture('camera');
    this.#microphone = this.#capture('microphone');
    environment.mediaDevices?.addEventListener('devicechange', this.#onDeviceChange);
  }

  async request(choice: { camera: boolean; microphone: boolean }): Promise<void> {
    const { mediaDevices } = this.#environment;
    if (!mediaDevices || this.#closed || !(choice.camera || choice.microphone)) return;
    this.store.setState({ permission: 'asking' });
    try {
      const stream = await mediaDevices.getUserMedia({
        ...(choice.camera ? { video: constraintsFor('camera', null) } : {}),
        ...(choice.microphone ? { audio: constraintsFor('microphone', null) } : {}),
      });
      this.#adopt(stream);
    } catch (error) {
      await this.#requestSingly(choice, error);
    }
    await this.#refresh();
  }

  async useCamera(deviceId: string | null): Promise<MediaStreamTrack | null> {
    const track = await this.#camera.use(deviceId);
    await this.#refresh();
    return track;
  }

  async useMicrophone(deviceId: string | null): Promise<MediaStreamTrack | null> {
    const track = await this.#microphone.use(deviceId);
    await this.#refresh();
    return track;
  }

  stopCamera(): void {
    this.#camera.stop();
  }

  stopMicrophone(): void {
    this.#microphone.stop();
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#closed = true;
    this.#environment.mediaDevices?.removeEventListener('devicechange', this.#onDeviceChange);
    this.#camera.stop();
    this.#microphone.stop();
    this.#meterTrack(null);
    this.#timers.close();
    return Promise.resolve();
  }

  #capture(kind: DeviceKind): CapturedDevice {
    return new CapturedDevice(
      kind,
      this.#environment.mediaDevices,
      {
        onChange: (track, problem) => this.#changed(kind, track, problem),
        onNotice: (notice) => {
          this.#notices += 1;
          this.store.setState({ notice: { ...notice, id: this.#notices } });
        },
      },
      this.#timers,
      this.#report,
    );
  }

  #changed(kind: DeviceKind, track: MediaStreamTrack | null, problem: DeviceProblem | null): void {
    const granted = track ? { permission: 'granted' as const } : {};
    if (kind === 'camera') {
      this.store.setState({ cameraTrack: track, cameraProblem: problem, ...granted });
    } else {
      this.store.setState({ microphoneTrack: track, microphoneProblem: problem, ...granted });
      this.#meterTrack(track);
    }
  }

  #adopt(stream: MediaStream): void {
    const [video] = stream.getVideoTracks();
    const [audio] = stream.getAudioTracks();
    if (this.#closed) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    if (video) this.#camera.adopt(video, null);
    if (audio) this.#microphone.adopt(audio, null);
  }

  /**
   * Both at once failed. A missing or busy device must not cost the other one; but after a "no"
   * the person is not asked again: only what the browser says is allowed is tried.
   */
  async #requestSingly(
    choice: { camera: boolean; microphone: boolean },
    error: unknown,
  ): Promise<void> {
    const denied = nameOf(error) === 'NotAllowedError';
    const both = choice.camera && choice.microphone;
    for (const [kind, device] of [
      ['microphone', this.#microphone],
      ['camera', this.#camera],
    ] as const) {
      if (!choice[kind]) continue;
      const worthTrying = denied ? (await this.#permission(kind)) === 'granted' : true;
      if (both && worthTrying) await device.use(null);
      else device.fail(error);
    }
    const { cameraTrack, microphoneTrack } = this.store.getState();
    const granted = !denied || cameraTrack !== null || microphoneTrack !== null;
    this.store.setState({ permission: granted ? 'granted' : 'denied' });
  }

  async #permission(kind: DeviceKind): Promise<PermissionState | null> {
    try {
      return await this.#environment.permissionOf(kind);
    } catch (error) {
      this.#report(error, 'asking for the state of a permission');
      return null;
    }
  }

  async #refresh(): Promise<void> {
    const { mediaDevices } = this.#environment;
    if (!mediaDevices || this.#closed) return;
    try {
      const all = await mediaDevices.enumerateDevices();
      const cameras = options(all, 'videoinput');
      const microphones = options(all, 'audioinput');
      const { cameraProblem, microphoneProblem } = this.store.getState();
      this.store.setState({
        cameras,
        microphones,
        speakers: options(all, 'audiooutput'),
        // One was plugged in: it can be tried again.
        ...(cameraProblem === 'no-camera' && cameras.length > 0 ? { cameraProblem: null } : {}),
        ...(microphoneProblem === 'no-microphone' && microphones.length > 0
          ? { microphoneProblem: null }
          : {}),
      });
    } catch (error) {
      this.#report(error, 'listing the devices');
    }
  }

  readonly #onDeviceChange = (): void => {
    this.#camera.check();
    this.#microphone.check();
    void this.#refresh();
  };

  #meterTrack(track: MediaStreamTrack | null): void {
    if (this.#metered === track) return;
    this.#meter?.close();
    this.#meter = null;
    this.#metered = track;
    this.#cancelMeter?.();
    this.#cancelMeter = null;
    this.store.setState({ level: 0 });
    if (!track) return;
    try {
      this.#meter = this.#environment.createLevelMeter(track);
    } catch (error) {
      // A microphone without a meter is still a microphone.
      this.#report(error, 'metering the microphone');
      return;
    }
    this.#cancelMeter = this.#timers.every(METER_MS, () => {
      const level = track.enabled ? (this.#meter?.read() ?? 0) : 0;
      if (level !== this.store.getState().level) this.store.setState({ level });
    });
  }
}

function options(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): DeviceOption[] {
  return (
    all
      // Before permission devices have no id; `communications` only repeats another one.
      .filter((one) => one.kind === kind && one.deviceId && one.deviceId !== 'communications')
      .map(({ deviceId, label }) => ({ deviceId, label }))
  );
}
