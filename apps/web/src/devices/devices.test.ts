import { describe, expect, it } from '@jest/globals';
import { initials } from '../meeting/initials.js';
import { browserFamily, foremostProblem } from './environment.js';
import { checkNetwork, judgeRoundTrip } from './network-check.js';
import { barsLit, SignalWatch } from './signal-watch.js';

describe('SignalWatch', () => {
  it('remembers a voice for four seconds and ignores noise', () => {
    const watch = new SignalWatch();
    expect(watch.take(0.01, 0)).toBe(false);
    expect(watch.take(0.2, 100)).toBe(true);
    expect(watch.take(0, 4000)).toBe(true);
    expect(watch.take(0, 4200)).toBe(false);
  });
});

describe('barsLit', () => {
  it('stays within the meter', () => {
    expect([-1, 0, 0.25, 1, 7].map((level) => barsLit(level, 12))).toEqual([0, 0, 6, 12, 12]);
  });
});

describe('checkNetwork', () => {
  it('takes the best of several measurements', async () => {
    let time = 0;
    const waits = [300, 48, 90, 60];
    const verdict = await checkNetwork(
      () => {
        time += waits.shift() ?? 0;
        return Promise.resolve();
      },
      () => time,
    );
    expect(verdict).toEqual({ state: 'good', roundTripMs: 48 });
  });

  it('says so when nothing comes through', async () => {
    const lost = () => Promise.reject(new Error('lost'));
    expect(await checkNetwork(lost, () => 0)).toEqual({ state: 'none' });
  });

  it('judges by how well one can talk', () => {
    expect([0.2, 150, 151, 400, 401].map((ms) => judgeRoundTrip(ms).state)).toEqual([
      'good',
      'good',
      'fair',
      'fair',
      'slow',
    ]);
  });
});

describe('environment', () => {
  it('knows which steps to show', () => {
    const chrome =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
    expect(browserFamily(chrome)).toBe('chromium');
    expect(browserFamily(chrome.replace('X11; Linux x86_64', 'Linux; Android 15'))).toBe('android');
    expect(
      browserFamily('Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0'),
    ).toBe('firefox');
    expect(
      browserFamily('Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/18.4 Safari/605.1.15'),
    ).toBe('safari');
    expect(browserFamily('Mozilla/5.0 (iPhone; CPU iPhone OS 18_4) CriOS/140.0 Safari/604.1')).toBe(
      'ios',
    );
  });

  it('tells first what keeps both devices away', () => {
    expect(foremostProblem(['no-camera', 'permission-denied'])).toBe('permission-denied');
    expect(foremostProblem([null, 'no-camera'])).toBe('no-camera');
    expect(foremostProblem([null, null])).toBeNull();
  });
});

describe('initials', () => {
  it('stand for names of several scripts', () => {
    expect(initials('Li Wei')).toBe('LW');
    expect(initials('Анна Ковалёва')).toBe('АК');
    expect(initials('欧阳明月')).toBe('明月');
    expect(initials('陈婕')).toBe('陈婕');
    expect(initials('anna maria della rosa')).toBe('AR');
    expect(initials('Chair (Xiamen)')).toBe('C');
    expect(initials('')).toBe('');
  });
});
