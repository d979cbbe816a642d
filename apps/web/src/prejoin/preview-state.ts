import type { MeetingRole } from '@meridian/protocol';
import type { DeviceProblem, DevicesModel, JoinChoices } from '../call/call-model.js';
import { foremostProblem } from '../devices/environment.js';

export type PreviewState =
  /** Observers send nothing. */
  | { readonly kind: 'observer' }
  /** Nothing was asked of the browser yet. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'asking' }
  /** Stands in place of the picture. */
  | { readonly kind: 'problem'; readonly problem: DeviceProblem }
  | { readonly kind: 'camera-off' }
  /** The picture; `notice` is what the microphone lacks. */
  | { readonly kind: 'video'; readonly notice: DeviceProblem | null };

type Wanted = Pick<JoinChoices, 'camera' | 'microphone'>;
type Seen = Pick<
  DevicesModel,
  'permission' | 'cameraProblem' | 'microphoneProblem' | 'cameraTrack' | 'microphoneTrack'
>;

export function previewState(role: MeetingRole, wanted: Wanted, seen: Seen): PreviewState {
  if (role === 'observer') return { kind: 'observer' };
  const problem = foremostProblem([
    wanted.microphone.on || seen.permission === 'denied' ? seen.microphoneProblem : null,
    wanted.camera.on ? seen.cameraProblem : null,
  ]);
  if (problem === 'insecure-page' || problem === 'browser-too-old')
    return { kind: 'problem', problem };
  if (seen.permission === 'asking') return { kind: 'asking' };
  const nothingYet = !seen.cameraTrack && !seen.microphoneTrack && !problem;
  if (seen.permission === 'unasked' && nothingYet) return { kind: 'ask' };
  if (seen.cameraTrack && wanted.camera.on) return { kind: 'video', notice: problem };
  return problem ? { kind: 'problem', problem } : { kind: 'camera-off' };
}

/** The line under "Camera and microphone". */
export type DevicesVerdict =
  'devicesReady' | 'devicesUnasked' | 'devicesListenOnly' | 'devicesPartly' | 'devicesCameraOnly';

export function devicesVerdict(state: PreviewState, wanted: Wanted, seen: Seen): DevicesVerdict {
  if (state.kind === 'ask' || state.kind === 'asking') return 'devicesUnasked';
  const sound = seen.microphoneTrack !== null;
  const picture = seen.cameraTrack !== null;
  if (sound && (picture || !wanted.camera.on)) return 'devicesReady';
  if (sound) return 'devicesPartly';
  return picture ? 'devicesCameraOnly' : 'devicesListenOnly';
}

/**
 * What is really sent on joining: a device the browser was never asked for stays off, since the
 * question must come only after a press of the button that announces it.
 */
export function effectiveChoices(choices: JoinChoices, seen: Seen): JoinChoices {
  const asked = seen.permission === 'granted';
  const microphone = seen.microphoneTrack !== null || (asked && !seen.microphoneProblem);
  const camera = seen.cameraTrack !== null || (asked && !seen.cameraProblem);
  return {
    ...choices,
    displayName: choices.displayName.trim(),
    microphone: { ...choices.microphone, on: choices.microphone.on && microphone },
    camera: { ...choices.camera, on: choices.camera.on && camera },
  };
}
