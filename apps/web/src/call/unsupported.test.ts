import { expect, test } from '@jest/globals';
import { unsupportedReason } from './unsupported.js';

const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
const able = {
  isSecureContext: true,
  RTCPeerConnection: () => undefined,
  navigator: { userAgent: chrome, mediaDevices: {} },
};

test('a present browser on a secure page can hold a call', () => {
  expect(unsupportedReason(able)).toBeNull();
});

test('an insecure page is named before anything it makes the browser hide', () => {
  expect(unsupportedReason({ isSecureContext: false, navigator: { userAgent: chrome } })).toBe(
    'insecure-page',
  );
});

test('a browser without WebRTC, or one mediasoup does not know, is too old', () => {
  expect(unsupportedReason({ ...able, RTCPeerConnection: undefined })).toBe('browser-too-old');
  const userAgent = 'Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)';
  expect(unsupportedReason({ ...able, navigator: { userAgent, mediaDevices: {} } })).toBe(
    'browser-too-old',
  );
});
