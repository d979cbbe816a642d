import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Colours far enough apart to survive 4:2:0 and VP8, as RGB. */
export const colours = {
  red: [200, 40, 40],
  green: [40, 170, 60],
  blue: [40, 70, 200],
  yellow: [210, 200, 50],
} as const satisfies Record<string, readonly [number, number, number]>;
export type Colour = keyof typeof colours;

/** A participant's known picture and sound: colours of the four quarters, and a tone. */
export interface TestSignal {
  /** Top left, top right, bottom left, bottom right. */
  readonly quarters: readonly [Colour, Colour, Colour, Colour];
  /** Frequency in hertz. */
  readonly toneHz: number;
}

export const signals = {
  first: { quarters: ['red', 'green', 'blue', 'yellow'], toneHz: 440 },
  second: { quarters: ['green', 'blue', 'yellow', 'red'], toneHz: 700 },
  third: { quarters: ['blue', 'yellow', 'red', 'green'], toneHz: 1_050 },
  other: { quarters: ['yellow', 'red', 'green', 'blue'], toneHz: 1_500 },
} as const satisfies Record<string, TestSignal>;

const width = 1280;
const height = 720;
const framesPerSecond = 12;
const sampleRate = 48_000;

export interface TestMediaFiles {
  readonly video: string;
  readonly audio: string;
}

/** Writes what Chromium plays as a participant's camera and microphone. */
export async function writeTestMedia(name: string, signal: TestSignal): Promise<TestMediaFiles> {
  const directory = join(tmpdir(), 'meridian-test-media');
  await mkdir(directory, { recursive: true });
  const files = {
    video: join(directory, `${name}.y4m`),
    audio: join(directory, `${name}.wav`),
  };
  await Promise.all([
    writeFile(files.video, y4m(signal.quarters)),
    writeFile(files.audio, wav(signal.toneHz)),
  ]);
  return files;
}

/** Four coloured quarters with a bar that moves, so that frames differ as in a real picture. */
function y4m(quarters: TestSignal['quarters']): Buffer {
  const parts: Buffer[] = [
    Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`),
  ];
  const planes = quarters.map((colour) => toYuv(colours[colour]));
  for (let frame = 0; frame < framesPerSecond; frame += 1) {
    const y = Buffer.alloc(width * height);
    const u = Buffer.alloc((width / 2) * (height / 2));
    const v = Buffer.alloc((width / 2) * (height / 2));
    const barAt = Math.round((frame / framesPerSecond) * width);
    for (let row = 0; row < height; row += 1) {
      for (const side of [0, 1]) {
        const [luma, cb, cr] = planes[(row < height / 2 ? 0 : 2) + side] ?? [0, 0, 0];
        const from = row * width + (side * width) / 2;
        y.fill(luma, from, from + width / 2);
        if (row % 2 === 0) {
          const chroma = (row / 2) * (width / 2) + (side * width) / 4;
          u.fill(cb, chroma, chroma + width / 4);
          v.fill(cr, chroma, chroma + width / 4);
        }
      }
      if (row > height * 0.47 && row < height * 0.53) {
        y.fill(235, row * width + barAt, row * width + Math.min(width, barAt + 60));
      }
    }
    parts.push(Buffer.from('FRAME\n'), y, u, v);
  }
  return Buffer.concat(parts);
}

/** BT.601 full range. */
function toYuv([r, g, b]: readonly [number, number, number]): [number, number, number] {
  return [
    Math.round(0.299 * r + 0.587 * g + 0.114 * b),
    Math.round(128 - 0.168736 * r - 0.331264 * g + 0.5 * b),
    Math.round(128 + 0.5 * r - 0.418688 * g - 0.081312 * b),
  ];
}

/**
 * Bursts of a tone, like syllables: noise suppression takes a steady tone for noise and removes
 * it after a second or two.
 */
function wav(toneHz: number): Buffer {
  const seconds = 6;
  const samples = seconds * sampleRate;
  const data = Buffer.alloc(44 + samples * 2);
  data.write('RIFF', 0);
  data.writeUInt32LE(36 + samples * 2, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(sampleRate, 24);
  data.writeUInt32LE(sampleRate * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const inBurst = (index / sampleRate) % 0.5;
    const envelope = inBurst < 0.3 ? Math.min(1, inBurst / 0.02, (0.3 - inBurst) / 0.02) : 0;
    const value = Math.sin((2 * Math.PI * toneHz * index) / sampleRate) * envelope * 0.5;
    data.writeInt16LE(Math.round(value * 32_767), 44 + index * 2);
  }
  return data;
}
