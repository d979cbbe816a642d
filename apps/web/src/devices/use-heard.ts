import { useEffect, useState } from 'react';
import type { Devices } from '../call/call-model.js';
import { SignalWatch } from './signal-watch.js';

/** Whether the own voice was heard within the last seconds. */
export function useHeard(devices: Devices): boolean {
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    const watch = new SignalWatch();
    const check = (): void => {
      setHeard(watch.take(devices.store.getState().level, Date.now()));
    };
    check();
    return devices.store.subscribe(check);
  }, [devices]);
  return heard;
}
