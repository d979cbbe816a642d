import { useEffect, useRef } from 'react';
import { classNames } from '../design/class-names.js';
import styles from './video-view.module.css';

interface VideoViewProps {
  readonly track: MediaStreamTrack;
  readonly mirrored?: boolean;
  readonly fit?: 'cover' | 'contain';
  readonly label: string;
  readonly testId: string;
}

/** A moving picture; sound is played by the call, never here. */
export function VideoView({
  track,
  mirrored = false,
  fit = 'cover',
  label,
  testId,
}: VideoViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = new MediaStream([track]);
    element.play().catch((error: unknown) => {
      // Muted video may always play; only a track that was replaced meanwhile interrupts it.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      // eslint-disable-next-line no-console -- the browser's console is the only log a page has.
      console.warn('Meridian, while playing a picture:', error);
    });
    return () => {
      element.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={video}
      className={classNames(
        styles['video'],
        mirrored && styles['mirrored'],
        fit === 'contain' && styles['contain'],
      )}
      data-testid={testId}
      aria-label={label}
      autoPlay
      muted
      playsInline
      disablePictureInPicture
    />
  );
}
