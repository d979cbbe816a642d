import type { Page } from 'playwright-core';
import { TestBrowser, type BrowserOptions } from './browser.js';
import { colours, writeTestMedia, type Colour, type TestSignal } from './test-media.js';

declare global {
  interface Window {
    testPeerConnections: RTCPeerConnection[];
  }
}

export interface TileStats {
  readonly width: number;
  readonly height: number;
  readonly framesDecoded: number;
  readonly bytesReceived: number;
}

/** A person in a real browser: opens the link, gets through pre-join, and looks and listens. */
export class Participant {
  private constructor(
    readonly name: string,
    readonly browser: TestBrowser,
    readonly page: Page,
  ) {}

  static async open(
    name: string,
    signal: TestSignal,
    options: BrowserOptions = {},
  ): Promise<Participant> {
    const media = await writeTestMedia(name.replace(/\W/g, '_'), signal);
    const browser = await TestBrowser.launch({ media, ...options });
    return new Participant(name, browser, await browser.page());
  }

  /** Follows the join link, turns camera and microphone on, and enters the room. */
  async join(link: string): Promise<void> {
    await this.page.goto(link);
    await allowDevices(this.page);
    await this.page.getByTestId('name-input').fill(this.name);
    await this.page.getByTestId('join-button').click();
    await this.untilLive();
  }

  async untilLive(timeout = 30_000): Promise<void> {
    await this.page
      .locator('[data-testid="screen-room"][data-connection="live"]')
      .waitFor({ timeout });
  }

  /** Ids of the participants that have a tile, by the name on it. */
  async tileId(name: string, timeout = 15_000): Promise<string> {
    const tile = this.page.locator('[data-testid^="tile-"][data-muted]', { hasText: name }).first();
    await tile.waitFor({ timeout });
    const id = await tile.getAttribute('data-testid');
    if (!id) throw new Error(`The tile of ${name} has no id.`);
    return id.slice('tile-'.length);
  }

  /** What arrives for the video of a tile, as the browser counts it; null when there is none. */
  async tileStats(name: string): Promise<TileStats | null> {
    const id = await this.tileId(name);
    return this.page.evaluate(async (testId) => {
      const video = document.querySelector<HTMLVideoElement>(`[data-testid="${testId}"] video`);
      const stream = video?.srcObject;
      const track = stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined;
      if (!track) return null;
      for (const connection of window.testPeerConnections) {
        const reports: RTCInboundRtpStreamStats[] = [];
        (await connection.getStats()).forEach((report: RTCInboundRtpStreamStats) => {
          reports.push(report);
        });
        for (const report of reports) {
          if (report.trackIdentifier === track.id) {
            return {
              width: report.frameWidth ?? 0,
              height: report.frameHeight ?? 0,
              framesDecoded: report.framesDecoded ?? 0,
              bytesReceived: report.bytesReceived ?? 0,
            };
          }
        }
      }
      return null;
    }, `tile-${id}`);
  }

  /** Colours of the four quarters of a tile's picture; null while nothing is drawn. */
  async quarters(name: string): Promise<Colour[] | null> {
    const id = await this.tileId(name);
    const pixels = await this.page.evaluate((testId) => {
      const video = document.querySelector<HTMLVideoElement>(`[data-testid="${testId}"] video`);
      if (!video || video.videoWidth === 0) return null;
      const canvas = document.createElement('canvas');
      canvas.width = 64;
      canvas.height = 36;
      const context = canvas.getContext('2d');
      if (!context) return null;
      context.drawImage(video, 0, 0, 64, 36);
      return [
        [16, 6],
        [48, 6],
        [16, 30],
        [48, 30],
      ].map(([x, y]) => [...context.getImageData(x ?? 0, y ?? 0, 1, 1).data.slice(0, 3)]);
    }, `tile-${id}`);
    return pixels ? pixels.map(nearestColour) : null;
  }

  /**
   * Loudest frequency of every remote sound that can be heard, in hertz, rounded to 10, after
   * listening for `ms` milliseconds. Silent sounds are left out.
   */
  async tones(ms = 1_500): Promise<number[]> {
    return this.page.evaluate(async (listenMs) => {
      const tracks = window.testPeerConnections.flatMap((connection) =>
        connection.connectionState === 'closed'
          ? []
          : connection
              .getReceivers()
              .map(({ track }) => track)
              .filter((track) => track.kind === 'audio' && track.readyState === 'live'),
      );
      const context = new AudioContext();
      await context.resume();
      const analysers = tracks.map((track) => {
        const analyser = context.createAnalyser();
        analyser.fftSize = 8192;
        analyser.smoothingTimeConstant = 0;
        context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
        return { analyser, loudest: -Infinity, frequency: 0 };
      });
      const end = performance.now() + listenMs;
      const bins = new Float32Array(4096);
      while (performance.now() < end) {
        for (const entry of analysers) {
          entry.analyser.getFloatFrequencyData(bins);
          bins.forEach((level, bin) => {
            if (level <= entry.loudest) return;
            entry.loudest = level;
            entry.frequency = (bin * context.sampleRate) / 8192;
          });
        }
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      await context.close();
      return analysers
        .filter(({ loudest }) => loudest > -60)
        .map(({ frequency }) => Math.round(frequency / 10) * 10);
    }, ms);
  }

  /** Waits until something about the call is as expected, and says what it was if it never is. */
  async until<T>(
    what: () => Promise<T>,
    expected: (value: T) => boolean,
    timeout = 20_000,
  ): Promise<T> {
    const end = Date.now() + timeout;
    let last: T | undefined;
    do {
      last = await what();
      if (expected(last)) return last;
      await new Promise((resolve) => setTimeout(resolve, 200));
    } while (Date.now() < end);
    throw new Error(`${this.name} waited ${timeout} ms in vain; last: ${JSON.stringify(last)}`);
  }

  async seesPicture(name: string, signal: TestSignal, timeout?: number): Promise<void> {
    await this.until(
      () => this.quarters(name),
      (quarters) => quarters?.join() === signal.quarters.join(),
      timeout,
    );
  }

  async hearsTones(expected: readonly number[], timeout?: number): Promise<void> {
    await this.until(
      () => this.tones(),
      (heard) => expected.every((tone) => heard.some((one) => Math.abs(one - tone) <= 20)),
      timeout,
    );
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

function nearestColour(pixel: readonly number[]): Colour {
  const distance = (colour: Colour): number =>
    colours[colour].reduce((sum, value, index) => sum + (value - (pixel[index] ?? 0)) ** 2, 0);
  const names = Object.keys(colours) as Colour[];
  return names.reduce((best, colour) => (distance(colour) < distance(best) ? colour : best));
}

/**
 * Turns camera and microphone on before joining. Where they were allowed before, the page does it by
 * itself and takes the button away, perhaps between the look and the click.
 */
export async function allowDevices(page: Page): Promise<void> {
  const allow = page.getByTestId('allow-devices-button');
  const preview = page.getByTestId('preview-video');
  await allow.or(preview).first().waitFor();
  const shown = preview.waitFor();
  if (await allow.isVisible()) await Promise.race([allow.click(), shown]);
  await shown;
}
