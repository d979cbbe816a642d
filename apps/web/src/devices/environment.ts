import type { DeviceProblem } from '../call/call-model.js';

export function canShareScreen(): boolean {
  return 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;
}

export type BrowserFamily = 'chromium' | 'firefox' | 'safari' | 'ios' | 'android';

/** Which steps to show for a blocked permission; the words differ by browser and by phone. */
export function browserFamily(userAgent: string): BrowserFamily {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Android/.test(userAgent)) return 'android';
  if (/Chrome\/|Chromium\//.test(userAgent)) return 'chromium';
  return /Safari\//.test(userAgent) ? 'safari' : 'chromium';
}

/** The problem to show first when there are several: what keeps both devices away comes first. */
const order: readonly DeviceProblem[] = [
  'browser-too-old',
  'insecure-page',
  'permission-denied',
  'device-busy',
  'device-failed',
  'no-microphone',
  'no-camera',
];

export function foremostProblem(problems: readonly (DeviceProblem | null)[]): DeviceProblem | null {
  return order.find((problem) => problems.includes(problem)) ?? null;
}
