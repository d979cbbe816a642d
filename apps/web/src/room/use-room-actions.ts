import { useMemo } from 'react';
import { useSession } from '../meeting/session-context.js';
import { controlsOf } from './role-controls.js';
import { useRoom } from './room-context.js';
import { useCommand } from './use-command.js';

export interface RoomActions {
  readonly toggleMicrophone: () => void;
  readonly toggleCamera: () => void;
  readonly toggleShare: () => void;
  readonly toggleHand: () => void;
  /** Leaves at once; a chair is asked whether alone or for everyone. */
  readonly askToLeave: () => void;
}

/** What buttons and keys do alike. Reads the state at the moment of the press. */
export function useRoomActions(): RoomActions {
  const session = useSession();
  const { ui } = useRoom();
  const command = useCommand();
  return useMemo(() => {
    const { call } = session;
    const self = () => {
      const { participants, selfId } = call.store.getState();
      return participants.find(({ participantId }) => participantId === selfId);
    };
    const may = () => controlsOf(self()?.role ?? 'observer');
    const local = () => call.store.getState().local;
    return {
      toggleMicrophone: () => {
        if (may().microphone) void call.setMicrophone(local().microphone.state !== 'live');
      },
      toggleCamera: () => {
        const { state } = local().camera;
        if (may().camera) void call.setCamera(state === 'off' || state === 'muted');
      },
      toggleShare: () => {
        if (!may().share) return;
        if (local().screen.state === 'off') void call.startScreenShare();
        else void call.stopScreenShare();
      },
      toggleHand: () => {
        const raised = (self()?.handRaisedAt ?? null) !== null;
        if (may().hand) command(() => call.raiseHand(!raised));
      },
      askToLeave: () => {
        if (may().chairs) ui.open('leave');
        else void session.leave();
      },
    };
  }, [session, ui, command]);
}
