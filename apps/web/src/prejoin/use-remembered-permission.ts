import type { MeetingRole } from '@meridian/protocol';
import { useEffect, useRef } from 'react';
import type { JoinChoices } from '../call/call-model.js';
import { useSession } from '../meeting/session-context.js';

/**
 * Starts the preview by itself where the browser has granted camera and microphone before:
 * no question will be asked then, so there is nothing to announce with a button.
 */
export function useRememberedPermission(role: MeetingRole, choices: JoinChoices): void {
  const { devices } = useSession();
  const first = useRef({ role, choices });
  useEffect(() => {
    let left = false;
    const start = async (): Promise<void> => {
      const { role: ownRole, choices: wanted } = first.current;
      if (ownRole === 'observer') return;
      const grantedHere = devices.store.getState().permission === 'granted';
      if (wanted.microphone.on && (grantedHere || (await isGranted('microphone'))) && !left) {
        await devices.useMicrophone(wanted.microphone.deviceId);
      }
      const sees = ownRole !== 'interpreter' && wanted.camera.on;
      if (sees && (grantedHere || (await isGranted('camera'))) && !left) {
        await devices.useCamera(wanted.camera.deviceId);
      }
    };
    void start();
    return () => {
      left = true;
    };
  }, [devices]);
}

async function isGranted(name: 'camera' | 'microphone'): Promise<boolean> {
  try {
    const status = await navigator.permissions.query({ name });
    return status.state === 'granted';
  } catch {
    // This browser does not tell; the button asks.
    return false;
  }
}
