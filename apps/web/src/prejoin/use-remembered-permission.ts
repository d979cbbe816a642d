import type { MeetingRole } from '@meridian/protocol';
import { useEffect, useRef } from 'react';
import { useApp } from '../app/app-context.js';
import type { JoinChoices } from '../call/call-model.js';
import { useSession } from '../meeting/session-context.js';

/**
 * Starts the preview by itself for somebody who has joined on this device before and whose
 * browser grants camera and microphone without asking: there is no question to announce then.
 * A first-time guest always presses the button.
 */
export function useRememberedPermission(role: MeetingRole, choices: JoinChoices): void {
  const { devices } = useSession();
  const { choices: storage } = useApp();
  const first = useRef({ role, choices });
  useEffect(() => {
    let left = false;
    const start = async (): Promise<void> => {
      const { role: ownRole, choices: wanted } = first.current;
      const grantedHere = devices.store.getState().permission === 'granted';
      if (ownRole === 'observer' || !(grantedHere || storage.remembered())) return;
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
  }, [devices, storage]);
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
