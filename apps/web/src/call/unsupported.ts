import { detectDevice } from 'mediasoup-client';

/** The part of `window` that tells what the page may do. */
export interface BrowserSupport {
  readonly isSecureContext: boolean;
  readonly RTCPeerConnection?: unknown;
  readonly navigator: {
    readonly userAgent: string;
    readonly mediaDevices?: unknown;
  };
}

/**
 * Why this page cannot hold a call at all: browsers give camera and microphone only to https
 * pages (and localhost), and mediasoup needs a browser of the last years.
 */
export function unsupportedReason(
  window: BrowserSupport,
): 'insecure-page' | 'browser-too-old' | null {
  if (!window.isSecureContext) return 'insecure-page';
  if (!window.RTCPeerConnection || !window.navigator.mediaDevices) return 'browser-too-old';
  return detectDevice(window.navigator.userAgent) ? null : 'browser-too-old';
}
