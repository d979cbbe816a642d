import type { ClientIdLocks, ClientIdStorage } from './client-id.js';
import type { DeviceKind, MediaDevicesApi } from './device-capture.js';
import type { DevicesEnvironment } from './devices.js';
import type { ReportError } from './failure.js';
import { createWebAudioMeter } from './level-meter.js';
import type { CreateDevice } from './media-session.js';
import { createBrowserDevice } from './media-session.js';
import type { SoundFactory } from './sound-output.js';
import { unsupportedReason } from './unsupported.js';

/** What a call needs of the browser; tests in node hand in what can run there. */
export interface CallEnvironment {
  /** Origin of the signalling server. */
  readonly origin: string;
  readonly storage: ClientIdStorage | null;
  readonly locks: ClientIdLocks | null;
  readonly mediaDevices: MediaDevicesApi | null;
  readonly createDevice: CreateDevice;
  readonly sound: SoundFactory;
  /** Calls back when the network may have changed or the page is seen again; returns the undo. */
  readonly onHint: (hint: () => void) => () => void;
  /** Validate own requests before they are sent: for development and tests. */
  readonly checkRequests: boolean;
}

export function browserCallEnvironment(window: Window & typeof globalThis): CallEnvironment {
  return {
    origin: window.location.origin,
    storage: sessionStorageOf(window),
    locks: locksOf(window),
    mediaDevices: mediaDevicesOf(window),
    createDevice: createBrowserDevice,
    sound: {
      createElement: () => window.document.createElement('audio'),
      createStream: (track) => new window.MediaStream([track]),
    },
    onHint: (hint) => listenForHints(window, hint),
    checkRequests: import.meta.env.DEV,
  };
}

export function browserDevicesEnvironment(
  window: Window & typeof globalThis,
  report: ReportError,
): DevicesEnvironment {
  return {
    mediaDevices: mediaDevicesOf(window),
    unsupported: unsupportedReason(window),
    createLevelMeter: (track) => createWebAudioMeter(track, report),
    permissionOf: async (kind: DeviceKind) => {
      const { permissions } = window.navigator as { permissions?: Permissions };
      // Older Firefox knows no such names and rejects; the caller reports and goes on.
      const status = await permissions?.query({ name: kind });
      return status?.state ?? null;
    },
  };
}

/** Undefined on insecure pages, whatever the type says; so are the locks. */
function mediaDevicesOf(window: Window): MediaDevicesApi | null {
  const { mediaDevices } = window.navigator as { mediaDevices?: MediaDevices };
  return mediaDevices ?? null;
}

function locksOf(window: Window): ClientIdLocks | null {
  const { locks } = window.navigator as { locks?: LockManager };
  return locks ?? null;
}

/** Reading `sessionStorage` throws where the person forbids cookies. */
function sessionStorageOf(window: Window): ClientIdStorage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** Short looks at another tab change nothing; after a longer one connections may be stale. */
const HIDDEN_LONG_MS = 10_000;

/** The parts of `window` that tell of network and visibility. */
interface HintingWindow extends EventTarget {
  readonly document: EventTarget & { readonly visibilityState: string };
  readonly navigator: object;
}

/** Calls `hint` when connections may be stale; the function returned stops that. */
export function listenForHints(
  window: HintingWindow,
  hint: () => void,
  now: () => number = Date.now,
): () => void {
  let hiddenAt = 0;
  const onVisibility = (): void => {
    if (window.document.visibilityState === 'hidden') hiddenAt = now();
    else if (now() - hiddenAt > HIDDEN_LONG_MS) hint();
  };
  window.addEventListener('online', hint);
  window.document.addEventListener('visibilitychange', onVisibility);
  // Wi-Fi to mobile without ever being offline, where the browser tells. The event also comes
  // with every new estimate of speed, which is no reason to doubt a connection.
  const { connection } = window.navigator as { connection?: EventTarget & { type?: string } };
  let networkType = connection?.type;
  const onNetworkChange = (): void => {
    if (connection?.type === networkType) return;
    networkType = connection?.type;
    hint();
  };
  connection?.addEventListener('change', onNetworkChange);
  return () => {
    window.removeEventListener('online', hint);
    window.document.removeEventListener('visibilitychange', onVisibility);
    connection?.removeEventListener('change', onNetworkChange);
  };
}
