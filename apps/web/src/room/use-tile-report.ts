import type { ProducerSource } from '@meridian/protocol';
import type { RefObject } from 'react';
import { useEffect } from 'react';
import { useSession } from '../meeting/session-context.js';

/** Waits for the end of a tile's movement before the size is told (milliseconds). */
const settleMs = 120;

/** Tells the call how large a picture is drawn, so that only the pixels needed are sent. */
export function useTileReport(
  element: RefObject<HTMLElement | null>,
  participantId: string,
  source: ProducerSource,
): void {
  const { call } = useSession();
  useEffect(() => {
    const drawn = element.current;
    if (!drawn) return;
    let visible = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const report = (): void => {
      const { devicePixelRatio } = window;
      call.setTileSize(participantId, source, {
        width: Math.round(drawn.clientWidth * devicePixelRatio),
        height: Math.round(drawn.clientHeight * devicePixelRatio),
        visible,
      });
    };
    const reportSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(report, settleMs);
    };
    report();
    const sizes = new ResizeObserver(reportSoon);
    sizes.observe(drawn);
    const sight = new IntersectionObserver(([entry]) => {
      if (!entry || entry.isIntersecting === visible) return;
      visible = entry.isIntersecting;
      report();
    });
    sight.observe(drawn);
    return () => {
      clearTimeout(timer);
      sizes.disconnect();
      sight.disconnect();
      call.setTileSize(participantId, source, null);
    };
  }, [call, element, participantId, source]);
}
