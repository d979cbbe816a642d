import { describe, expect, test } from '@jest/globals';
import type { SoundElement } from './sound-output.js';
import { SoundOutput } from './sound-output.js';

/** Stands in for an audio element, which node does not have. */
class FakeElement implements SoundElement {
  srcObject: MediaProvider | null = null;
  autoplay = false;
  volume = 1;
  playing = false;
  sinkId = 'unset';
  readonly #mayPlay: () => boolean;
  constructor(mayPlay: () => boolean) {
    this.#mayPlay = mayPlay;
  }
  play(): Promise<void> {
    if (!this.#mayPlay()) return Promise.reject(new DOMException('no gesture', 'NotAllowedError'));
    this.playing = true;
    return Promise.resolve();
  }
  pause(): void {
    this.playing = false;
  }
  setSinkId(deviceId: string): Promise<void> {
    if (deviceId === 'unplugged') return Promise.reject(new Error('no such speaker'));
    this.sinkId = deviceId;
    return Promise.resolve();
  }
}

function output(mayPlay: () => boolean) {
  const elements: FakeElement[] = [];
  const blocked: boolean[] = [];
  const errors: unknown[] = [];
  const sound = new SoundOutput(
    {
      createElement: () => {
        const element = new FakeElement(mayPlay);
        elements.push(element);
        return element;
      },
      createStream: (track) => track as unknown as MediaProvider,
    },
    (value) => blocked.push(value),
    (error) => errors.push(error),
  );
  return { sound, elements, blocked, errors };
}

const track = {} as MediaStreamTrack;
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('SoundOutput', () => {
  test('plays every track on the chosen speaker, also those that come later', async () => {
    const { sound, elements } = output(() => true);
    sound.attach('a', track);
    await sound.setSpeaker('headset');
    sound.attach('b', track);
    await settle();
    expect(elements.map(({ sinkId, playing }) => ({ sinkId, playing }))).toEqual([
      { sinkId: 'headset', playing: true },
      { sinkId: 'headset', playing: true },
    ]);
  });

  test('says when the browser wants a click first, and plays after it', async () => {
    let allowed = false;
    const { sound, elements, blocked } = output(() => allowed);
    sound.attach('a', track);
    sound.attach('b', track);
    await settle();
    expect(blocked).toEqual([true]);
    allowed = true;
    await sound.enable();
    expect(blocked).toEqual([true, false]);
    expect(elements.every((one) => one.playing)).toBe(true);
  });

  test('a vanished speaker is reported and sound goes on', async () => {
    const { sound, elements, errors } = output(() => true);
    await sound.setSpeaker('unplugged');
    sound.attach('a', track);
    await settle();
    expect(errors).toHaveLength(1);
    expect(elements[0]?.playing).toBe(true);
  });

  test('close lets go of every element', async () => {
    const { sound, elements } = output(() => true);
    sound.attach('a', track);
    sound.attach('a', track);
    sound.close();
    await settle();
    expect(sound.playing).toBe(0);
    expect(elements).toHaveLength(2);
    expect(elements.every((one) => one.srcObject === null)).toBe(true);
  });
});
