import type {
  ConnectionQuality,
  ErrorCode,
  MeetingView,
  ParticipantView,
  ProducerSource,
  ProducerView,
} from '@meridian/protocol';
import type { StoreApi } from 'zustand/vanilla';

/*
 * What the screens know of a call, and what they may ask of it. The call layer fills the model
 * from signalling and media; React only draws it.
 */

/** Why a device cannot be used, in the words of `ux` screen states. */
export type DeviceProblem =
  | 'permission-denied'
  | 'no-camera'
  | 'no-microphone'
  | 'device-busy'
  | 'insecure-page'
  | 'browser-too-old'
  | 'device-failed';

/** Why a call could not be joined or went on no longer: a server's code or what the client saw. */
export type CallFailure = ErrorCode | 'unreachable' | 'media-unreachable';

export type CallPhase =
  | 'idle'
  | 'connecting'
  | 'live'
  /** Signalling or media is lost and being brought back; the seat is kept. */
  | 'reconnecting'
  /** Given up after 30 s of trying; `retry()` starts again. */
  | 'offline'
  /** The same link was opened elsewhere; `retry()` takes the seat back. */
  | 'elsewhere'
  | 'removed'
  | 'ended'
  | 'left'
  /** Refused; `failure` says why. */
  | 'failed';

export interface LocalSource {
  /** `off`: not sent. `muted`: producer exists and is paused. `live`: being sent. */
  readonly state: 'off' | 'starting' | 'live' | 'muted';
  readonly deviceId: string | null;
  readonly track: MediaStreamTrack | null;
  readonly problem: DeviceProblem | null;
  /** True after a chair muted it, until the participant unmutes. */
  readonly mutedByChair: boolean;
  /** Why the server would not take it (for example `forbidden`); null when it did or was not asked. */
  readonly refused: ErrorCode | null;
}

export interface RemoteSource {
  readonly producer: ProducerView;
  readonly track: MediaStreamTrack | null;
  /** Spatial layer arriving now; null when none or not simulcast. */
  readonly spatialLayer: number | null;
}

export interface CallModel {
  readonly phase: CallPhase;
  readonly failure: CallFailure | null;
  /** Milliseconds since the epoch when the connection was lost; null while it stands. */
  readonly lostSince: number | null;
  readonly selfId: string | null;
  readonly meeting: MeetingView | null;
  /** In the order of joining; the stage orders by delegation itself. */
  readonly participants: readonly ParticipantView[];
  readonly remote: readonly RemoteSource[];
  readonly local: Readonly<Record<'microphone' | 'camera' | 'screen', LocalSource>>;
  readonly dominantSpeaker: string | null;
  readonly speaking: readonly string[];
  readonly locked: boolean;
  /** Own connection, both ways, in plain words. */
  readonly quality: ConnectionQuality;
  /** Round trip of signalling in milliseconds; null until measured. */
  readonly roundTripMs: number | null;
  /** Server clock minus own clock in milliseconds. */
  readonly serverOffsetMs: number;
  readonly durationSeconds: number | null;
  /** After removal: may the same link be used again? */
  readonly mayReturn: boolean;
  /** The browser plays no sound until the person presses something; then call `enableSound()`. */
  readonly soundBlocked: boolean;
  /** Sound only: no remote video is subscribed. */
  readonly soundOnly: boolean;
}

export interface JoinChoices {
  readonly displayName: string;
  readonly spokenLanguage: string;
  readonly captionLanguage: string | null;
  readonly microphone: { readonly on: boolean; readonly deviceId: string | null };
  readonly camera: { readonly on: boolean; readonly deviceId: string | null };
  readonly speakerId: string | null;
}

/** How big a participant's tile is drawn, in device pixels; invisible tiles get no video. */
export interface TileSize {
  readonly width: number;
  readonly height: number;
  readonly visible: boolean;
}

/**
 * A command to the server (hand, lock, mute of others, ...) rejects with a `MeridianError` whose
 * `code` can be told to the person. Everything else never rejects: the model says how it went.
 */
export interface Call {
  readonly store: StoreApi<CallModel>;
  /** Resolves when the call is live, refused or left; never rejects, the model says which. */
  join(token: string, choices: JoinChoices): Promise<void>;
  /** Tries again at once: after `offline`, `failed`, `elsewhere` (takes the seat back), `removed`. */
  retry(): Promise<void>;
  leave(): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  startScreenShare(): Promise<void>;
  stopScreenShare(): Promise<void>;
  switchDevice(kind: 'microphone' | 'camera' | 'speaker', deviceId: string): Promise<void>;
  raiseHand(raised: boolean): Promise<void>;
  updateSelf(change: {
    displayName?: string;
    spokenLanguage?: string;
    captionLanguage?: string | null;
  }): Promise<void>;
  /** Sound only: no remote video is subscribed and the own camera is off. */
  setSoundOnly(on: boolean): Promise<void>;
  /** To be called from a click when `soundBlocked`: browsers refuse sound without one. */
  enableSound(): Promise<void>;
  /** Called by tiles as they are laid out, resized, scrolled away and removed (null). */
  setTileSize(participantId: string, source: ProducerSource, size: TileSize | null): void;
  muteParticipant(participantId: string, source: 'microphone' | 'camera' | 'screen'): Promise<void>;
  muteEveryone(): Promise<void>;
  removeParticipant(participantId: string, mayReturn: boolean): Promise<void>;
  lockRoom(locked: boolean): Promise<void>;
  endMeeting(): Promise<void>;
  close(): Promise<void>;
}

/** One device as listed by the browser. */
export interface DeviceOption {
  readonly deviceId: string;
  readonly label: string;
}

/** Something that happened to a device by itself, to be told once; `id` rises with each. */
export interface DeviceNotice {
  readonly id: number;
  /** `switched`: another device took over. `lost`: there is no other one. */
  readonly kind: 'switched' | 'lost';
  readonly device: 'camera' | 'microphone';
  /** Label of the device now in use, or of the one that vanished when there is none. */
  readonly label: string;
}

export interface DevicesModel {
  readonly cameras: readonly DeviceOption[];
  readonly microphones: readonly DeviceOption[];
  readonly speakers: readonly DeviceOption[];
  readonly permission: 'unasked' | 'asking' | 'granted' | 'denied';
  readonly cameraProblem: DeviceProblem | null;
  readonly microphoneProblem: DeviceProblem | null;
  readonly cameraTrack: MediaStreamTrack | null;
  readonly microphoneTrack: MediaStreamTrack | null;
  /** Level of the microphone, 0 to 1, about 15 times a second. */
  readonly level: number;
  /** The newest thing to tell about devices; null until something happened. */
  readonly notice: DeviceNotice | null;
}

/** Camera and microphone before and during a call: one owner of every local track. */
export interface Devices {
  readonly store: StoreApi<DevicesModel>;
  /** Asks for both at once, falls back to one, and says in the model what is missing. */
  request(choice: { camera: boolean; microphone: boolean }): Promise<void>;
  useCamera(deviceId: string | null): Promise<MediaStreamTrack | null>;
  useMicrophone(deviceId: string | null): Promise<MediaStreamTrack | null>;
  stopCamera(): void;
  stopMicrophone(): void;
  close(): Promise<void>;
}
