import { useEffect, useState } from 'react';

const minute = 60_000;

/** The server's time, renewed at each full minute; `offsetMs` is server clock minus own clock. */
export function useMinute(offsetMs = 0): Date {
  const [now, setNow] = useState(() => Date.now() + offsetMs);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const time = Date.now() + offsetMs;
      setNow(time);
      timer = setTimeout(tick, minute - (time % minute) + 20);
    };
    tick();
    return () => {
      clearTimeout(timer);
    };
  }, [offsetMs]);
  return new Date(now);
}
