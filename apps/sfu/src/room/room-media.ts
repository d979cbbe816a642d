import type { Router, WebRtcServer } from 'mediasoup/types';
import { mediaCodecs } from '../media/media-codecs.js';
import type { PooledWorker } from '../media/worker-pool.js';
import { Speakers, type SpeakersNow } from './speakers.js';

/** The router of a room, on one worker, with the observers that listen to its microphones. */
export class RoomMedia {
  #closed = false;

  private constructor(
    readonly router: Router,
    readonly webRtcServer: WebRtcServer,
    readonly speakers: Speakers,
    private readonly pooled: PooledWorker,
  ) {}

  /** @param onLost called when the worker died under the router. */
  static async open(
    pooled: PooledWorker,
    onSpeakers: (now: SpeakersNow) => void,
    onLost: () => void,
  ): Promise<RoomMedia> {
    pooled.rooms += 1;
    try {
      const router = await pooled.worker.createRouter({ mediaCodecs });
      const speakers = await Speakers.watch(router, onSpeakers);
      router.once('workerclose', onLost);
      return new RoomMedia(router, pooled.webRtcServer, speakers, pooled);
    } catch (error) {
      pooled.rooms -= 1;
      throw error;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.pooled.rooms -= 1;
    this.speakers.close();
    this.router.close();
  }
}
