/** Reads how loud a track is, 0 to 1. */
export interface LevelMeter {
  read(): number;
  close(): void;
}

export type CreateLevelMeter = (track: MediaStreamTrack) => LevelMeter;

/** Quiet room and loud speech in decibels below full scale: the ends of the shown scale. */
const QUIET_DB = -60;
const LOUD_DB = -12;

/** Root mean square of samples (-1 to 1), mapped to 0 to 1 on a decibel scale as ears hear it. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  if (rms === 0) return 0;
  const decibels = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, (decibels - QUIET_DB) / (LOUD_DB - QUIET_DB)));
}

/** Meter over Web Audio. The context starts only after the person has pressed something. */
export function createWebAudioMeter(
  track: MediaStreamTrack,
  report: (error: unknown, doing: string) => void,
): LevelMeter {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  const samples = new Float32Array(analyser.fftSize);
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  const reportMeter = (error: unknown): void => report(error, 'metering the microphone');
  if (context.state === 'suspended') context.resume().catch(reportMeter);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      return levelOf(samples);
    },
    close: () => {
      source.disconnect();
      context.close().catch(reportMeter);
    },
  };
}
