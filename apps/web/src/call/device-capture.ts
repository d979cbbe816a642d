import { assertUnreachable } from '@meridian/protocol';
import type { DeviceProblem } from './call-model.js';
import { nameOf } from './failure.js';

export type DeviceKind = 'camera' | 'microphone';

export type MediaDevicesApi = Pick<
  MediaDevices,
  | 'getUserMedia'
  | 'getDisplayMedia'
  | 'enumerateDevices'
  | 'addEventListener'
  | 'removeEventListener'
>;

/** @param deviceId null for whichever the browser prefers */
export function constraintsFor(kind: DeviceKind, deviceId: string | null): MediaTrackConstraints {
  const chosen = deviceId === null ? {} : { deviceId: { exact: deviceId } };
  switch (kind) {
    case 'camera':
      return {
        ...chosen,
        width: { ideal: 1280 },
        height: { ideal: 720 },
        frameRate: { ideal: 30 },
      };
    case 'microphone':
      return {
        ...chosen,
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        channelCount: { ideal: 1 },
      };
    default:
      return assertUnreachable(kind);
  }
}

/** Error names of https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia. */
export function problemOf(kind: DeviceKind, error: unknown): DeviceProblem {
  switch (nameOf(error)) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'permission-denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return kind === 'camera' ? 'no-camera' : 'no-microphone';
    case 'NotReadableError':
    case 'AbortError':
      return 'device-busy';
    default:
      return 'device-failed';
  }
}

/** Opens one device; when the chosen one is gone, whichever there is. */
export async function openDevice(
  mediaDevices: MediaDevicesApi,
  kind: DeviceKind,
  deviceId: string | null,
): Promise<MediaStreamTrack> {
  try {
    return await openExactly(mediaDevices, kind, deviceId);
  } catch (error) {
    const gone = ['OverconstrainedError', 'NotFoundError'].includes(nameOf(error));
    if (deviceId === null || !gone) throw error;
    return openExactly(mediaDevices, kind, null);
  }
}

async function openExactly(
  mediaDevices: MediaDevicesApi,
  kind: DeviceKind,
  deviceId: string | null,
): Promise<MediaStreamTrack> {
  const constraints = constraintsFor(kind, deviceId);
  const stream = await mediaDevices.getUserMedia(
    kind === 'camera' ? { video: constraints } : { audio: constraints },
  );
  const track = stream.getTracks()[0];
  if (!track) throw new Error(`The browser gave a stream without a ${kind} track.`);
  return track;
}
