import type { CallModel, DevicesModel } from '../call/call-model.js';
import {
  crowd,
  delegations,
  emptyCall,
  emptyDevices,
  fourCenters,
  guests,
  meeting,
  person,
  source,
  sourcesOf,
} from './models.js';
import { portraitTrack, slideTrack } from './portrait-track.js';
import type { GalleryState } from './states.js';

const mutedOnes = new Set([3, 4, 6, 8]);

function live(): CallModel {
  return {
    ...emptyCall,
    phase: 'live',
    selfId: delegations[0]?.participantId ?? null,
    meeting,
    participants: delegations,
    remote: [2, 3, 4, 5, 6, 7, 8].flatMap((number) =>
      sourcesOf(number, { muted: mutedOnes.has(number) }),
    ),
    local: {
      microphone: source({ state: 'live' }),
      camera: source({ state: 'live', track: portraitTrack(0) }),
      screen: source({}),
    },
    dominantSpeaker: delegations[4]?.participantId ?? null,
    speaking: delegations[4] ? [delegations[4].participantId] : [],
  };
}

function sharing(): CallModel {
  const model = live();
  const sharer = delegations[4]?.participantId ?? '';
  const producer = {
    producerId: '00000000-0000-4000-8000-000000000777',
    participantId: sharer,
    kind: 'video' as const,
    source: 'screen' as const,
    paused: false,
  };
  return {
    ...model,
    remote: [...model.remote, { producer, track: slideTrack(), spatialLayer: null }],
  };
}

const asObserver = (): CallModel => {
  const model = live();
  const observer = guests[1];
  return {
    ...model,
    selfId: observer?.participantId ?? null,
    participants: [...delegations, ...guests],
    remote: [...model.remote, ...sourcesOf(1, {})],
    local: emptyCall.local,
  };
};

const seldom: Partial<Record<GalleryState, () => CallModel>> = {
  'room-connecting': () => ({ ...emptyCall, phase: 'connecting' }),
  'room-alone': () => ({
    ...live(),
    participants: delegations.slice(0, 1),
    remote: [],
    dominantSpeaker: null,
    speaking: [],
  }),
  'room-pair': () => ({
    ...live(),
    participants: delegations.filter((one) => one.head),
    remote: sourcesOf(5, {}),
  }),
  'room-large': () => ({
    ...live(),
    participants: [...crowd, ...guests],
    remote: [...live().remote, ...[20, 21, 22, 23, 24].flatMap((number) => sourcesOf(number, {}))],
  }),
  'room-cameras-off': () => ({
    ...live(),
    remote: [2, 3, 4, 5, 6, 7, 8].flatMap((number) =>
      sourcesOf(number, { camera: number === 7, muted: mutedOnes.has(number) }),
    ),
    local: { ...live().local, camera: source({}) },
  }),
  'room-four-delegations': () => ({
    ...live(),
    meeting: fourCenters,
    participants: [
      ...delegations.slice(0, 6),
      person(31, {
        displayName: 'Priya Sharma',
        centerCode: 'DEL',
        spokenLanguage: 'hi',
        head: true,
      }),
      person(32, {
        displayName: 'João Silva',
        centerCode: 'RIO',
        spokenLanguage: 'pt-BR',
        head: true,
      }),
      person(33, { displayName: 'Marina Costa', centerCode: 'RIO', spokenLanguage: 'pt-BR' }),
    ],
    remote: [...live().remote, ...[31, 32, 33].flatMap((number) => sourcesOf(number, {}))],
  }),
  'room-share': sharing,
  'room-sharing-self': () => ({
    ...live(),
    local: { ...live().local, screen: source({ state: 'live' }) },
  }),
  'room-people': () => ({ ...live(), participants: [...delegations, ...guests], locked: true }),
  'room-people-delegate': () => ({
    ...live(),
    selfId: delegations[2]?.participantId ?? null,
    participants: [...delegations, ...guests],
  }),
  'room-weak': () => ({
    ...live(),
    quality: 'poor',
    participants: delegations.map((one, index) =>
      index === 4
        ? { ...one, quality: 'poor' as const }
        : index === 5
          ? { ...one, connection: 'reconnecting' as const }
          : one,
    ),
  }),
  'room-muted': () => ({
    ...live(),
    local: { ...live().local, microphone: source({ state: 'muted', mutedByChair: true }) },
    participants: delegations.map((one, index) =>
      index === 0 ? { ...one, handRaisedAt: 3000 } : one,
    ),
  }),
  'room-reconnecting': () => ({ ...live(), phase: 'reconnecting', lostSince: Date.now() - 5000 }),
  'room-offline': () => ({ ...live(), phase: 'offline', lostSince: Date.now() - 40_000 }),
  'room-sound-only': () => ({
    ...live(),
    soundOnly: true,
    local: { ...live().local, camera: source({}) },
  }),
  'room-sound-blocked': () => ({ ...live(), soundBlocked: true }),
  'room-observer': asObserver,
  left: () => ({ ...emptyCall, phase: 'left' }),
  elsewhere: () => ({ ...emptyCall, phase: 'elsewhere' }),
  removed: () => ({ ...emptyCall, phase: 'removed' }),
  'removed-may-return': () => ({ ...emptyCall, phase: 'removed', mayReturn: true }),
  ended: () => ({ ...emptyCall, phase: 'ended', durationSeconds: 4740 }),
  'prejoin-room-full': () => ({ ...emptyCall, phase: 'failed', failure: 'room_full' }),
  'prejoin-room-locked': () => ({ ...emptyCall, phase: 'failed', failure: 'room_locked' }),
  'prejoin-media-unreachable': () => ({
    ...emptyCall,
    phase: 'failed',
    failure: 'media-unreachable',
  }),
  'prejoin-protocol-version': () => ({
    ...emptyCall,
    phase: 'failed',
    failure: 'protocol_version',
  }),
};

export function callModelOf(state: GalleryState): CallModel {
  const make = seldom[state];
  if (make) return make();
  return state.startsWith('room-') ? live() : emptyCall;
}

const lists = {
  cameras: [
    { deviceId: 'c1', label: 'Built-in camera' },
    { deviceId: 'c2', label: 'Conference room camera' },
  ],
  microphones: [
    { deviceId: 'm1', label: 'Headset' },
    { deviceId: 'm2', label: 'Built-in microphone' },
  ],
  speakers: [
    { deviceId: 's1', label: 'Headset' },
    { deviceId: 's2', label: 'Built-in speakers' },
  ],
} as const;

export function devicesModelOf(state: GalleryState): DevicesModel {
  const ready = (): DevicesModel => ({
    ...emptyDevices,
    ...lists,
    permission: 'granted',
    cameraTrack: portraitTrack(1),
    microphoneTrack:
      new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0] ?? null,
    level: 0.42,
  });
  switch (state) {
    case 'prejoin-loading':
    case 'prejoin-ask':
    case 'prejoin-observer':
      return emptyDevices;
    case 'prejoin-permission-denied':
      return {
        ...emptyDevices,
        permission: 'denied',
        cameraProblem: 'permission-denied',
        microphoneProblem: 'permission-denied',
      };
    case 'prejoin-no-camera':
      return { ...ready(), cameras: [], cameraTrack: null, cameraProblem: 'no-camera' };
    case 'prejoin-no-microphone':
      return {
        ...ready(),
        microphones: [],
        microphoneTrack: null,
        microphoneProblem: 'no-microphone',
        level: 0,
      };
    case 'prejoin-device-busy':
      return { ...ready(), cameraTrack: null, cameraProblem: 'device-busy' };
    case 'prejoin-device-failed':
      return { ...ready(), cameraTrack: null, cameraProblem: 'device-failed' };
    case 'prejoin-insecure-page':
      return {
        ...emptyDevices,
        cameraProblem: 'insecure-page',
        microphoneProblem: 'insecure-page',
      };
    case 'prejoin-browser-too-old':
      return {
        ...emptyDevices,
        cameraProblem: 'browser-too-old',
        microphoneProblem: 'browser-too-old',
      };
    default:
      return ready();
  }
}
