import { useShallow } from 'zustand/react/shallow';
import { useCall } from '../meeting/session-context.js';

export interface TileMedia {
  readonly own: boolean;
  readonly muted: boolean;
  readonly track: MediaStreamTrack | null;
  /** There is a picture, but pictures are turned off to spare the network. */
  readonly soundOnly: boolean;
}

/** What of a person is seen and heard now, whether it is oneself or another. */
export function useTileMedia(participantId: string): TileMedia {
  return useCall(
    useShallow((model): TileMedia => {
      if (participantId === model.selfId) {
        const { camera, microphone } = model.local;
        return {
          own: true,
          muted: microphone.state !== 'live',
          track: camera.state === 'live' || camera.state === 'starting' ? camera.track : null,
          soundOnly: false,
        };
      }
      const sources = model.remote.filter(
        ({ producer }) => producer.participantId === participantId,
      );
      const camera = sources.find(({ producer }) => producer.source === 'camera');
      const microphone = sources.find(({ producer }) => producer.source === 'microphone');
      const sendsPicture = camera !== undefined && !camera.producer.paused;
      return {
        own: false,
        muted: !microphone || microphone.producer.paused,
        track: sendsPicture && !model.soundOnly ? camera.track : null,
        soundOnly: sendsPicture && model.soundOnly,
      };
    }),
  );
}
