import type { MediaDevicesApi } from '../device-capture.js';
import { FakeTrack } from './fake-track.js';

export interface FakeDeviceInfo {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly label: string;
  /** In use by another program. */
  readonly busy?: boolean;
}

const laptop: readonly FakeDeviceInfo[] = [
  { kind: 'videoinput', deviceId: 'cam-1', label: 'Built-in camera' },
  { kind: 'audioinput', deviceId: 'mic-1', label: 'Built-in microphone' },
  { kind: 'audiooutput', deviceId: 'out-1', label: 'Built-in speakers' },
];

/** Stands in for `navigator.mediaDevices`: devices that come, go, are busy or forbidden. */
export class FakeMediaDevices extends EventTarget implements MediaDevicesApi {
  devices: FakeDeviceInfo[] = [...laptop];
  denied = false;
  sharing: 'screen' | 'screen and sound' | 'cancelled' = 'screen';
  readonly tracks: FakeTrack[] = [];
  readonly asked: MediaStreamConstraints[] = [];

  get live(): FakeTrack[] {
    return this.tracks.filter((track) => track.readyState === 'live');
  }

  plug(device: FakeDeviceInfo): void {
    this.devices.push(device);
    this.dispatchEvent(new Event('devicechange'));
  }

  /** The browser ends the tracks first and then tells of the change. */
  unplug(deviceId: string): void {
    this.devices = this.devices.filter((one) => one.deviceId !== deviceId);
    for (const track of this.live) if (track.getSettings().deviceId === deviceId) track.end();
    this.dispatchEvent(new Event('devicechange'));
  }

  async getUserMedia(constraints: MediaStreamConstraints = {}): Promise<MediaStream> {
    this.asked.push(constraints);
    await Promise.resolve();
    if (this.denied) throw new DOMException('Permission denied', 'NotAllowedError');
    const tracks = [
      ...(constraints.video ? [this.#open('videoinput', constraints.video)] : []),
      ...(constraints.audio ? [this.#open('audioinput', constraints.audio)] : []),
    ];
    return streamOf(tracks);
  }

  async getDisplayMedia(): Promise<MediaStream> {
    await Promise.resolve();
    if (this.sharing === 'cancelled') throw new DOMException('Cancelled', 'NotAllowedError');
    const picture = new FakeTrack('video', { width: 1920, height: 1080 }, 'Screen');
    const sound = this.sharing === 'screen' ? [] : [new FakeTrack('audio', {}, 'Screen sound')];
    this.tracks.push(picture, ...sound);
    return streamOf([picture, ...sound]);
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve(
      this.devices.map((one) => ({ ...one, groupId: '', toJSON: () => ({ ...one }) })),
    );
  }

  #open(kind: 'videoinput' | 'audioinput', wanted: boolean | MediaTrackConstraints): FakeTrack {
    const deviceId = exactId(wanted);
    const ofKind = this.devices.filter((one) => one.kind === kind);
    if (ofKind.length === 0) throw new DOMException('None', 'NotFoundError');
    const device = deviceId ? ofKind.find((one) => one.deviceId === deviceId) : ofKind[0];
    if (!device) throw new DOMException('Gone', 'OverconstrainedError');
    if (device.busy) throw new DOMException('Busy', 'NotReadableError');
    const size = kind === 'videoinput' ? { width: 1280, height: 720 } : {};
    const track = new FakeTrack(
      kind === 'videoinput' ? 'video' : 'audio',
      { deviceId: device.deviceId, ...size },
      device.label,
    );
    this.tracks.push(track);
    return track;
  }
}

function exactId(wanted: boolean | MediaTrackConstraints): string | null {
  const id = typeof wanted === 'object' ? wanted.deviceId : undefined;
  return typeof id === 'object' && 'exact' in id && typeof id.exact === 'string' ? id.exact : null;
}

function streamOf(tracks: FakeTrack[]): MediaStream {
  const stream: Pick<MediaStream, 'getTracks' | 'getVideoTracks' | 'getAudioTracks'> = {
    getTracks: () => [...tracks],
    getVideoTracks: () => tracks.filter((one) => one.kind === 'video'),
    getAudioTracks: () => tracks.filter((one) => one.kind === 'audio'),
  };
  return stream as MediaStream;
}
