import { createStore } from 'zustand/vanilla';
import type { Call, CallModel, Devices, DevicesModel } from '../call/call-model.js';
import type { MeetingSession } from '../meeting/meeting-session.js';

const nothing = (): Promise<void> => Promise.resolve();

/** A session that shows fixed models and does nothing: no call is made in the gallery. */
export function modelSession(call: CallModel, devices: DevicesModel): MeetingSession {
  return {
    code: 'abc-def-ghi',
    call: modelCall(call),
    devices: modelDevices(devices),
    token: 'gallery',
    returning: null,
    join: nothing,
    leave: nothing,
    settle: () => undefined,
  };
}

function modelCall(model: CallModel): Call {
  return {
    store: createStore(() => model),
    join: nothing,
    retry: nothing,
    leave: nothing,
    setMicrophone: nothing,
    setCamera: nothing,
    startScreenShare: nothing,
    stopScreenShare: nothing,
    switchDevice: nothing,
    raiseHand: nothing,
    updateSelf: nothing,
    setSoundOnly: nothing,
    enableSound: nothing,
    setTileSize: () => undefined,
    muteParticipant: nothing,
    muteEveryone: nothing,
    removeParticipant: nothing,
    lockRoom: nothing,
    endMeeting: nothing,
    close: nothing,
  };
}

function modelDevices(model: DevicesModel): Devices {
  const store = createStore(() => model);
  return {
    store,
    request: nothing,
    useCamera: () => Promise.resolve(store.getState().cameraTrack),
    useMicrophone: () => Promise.resolve(store.getState().microphoneTrack),
    stopCamera: () => undefined,
    stopMicrophone: () => undefined,
    close: nothing,
  };
}
