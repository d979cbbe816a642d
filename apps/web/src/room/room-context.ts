import type { MeetingView, ParticipantView } from '@meridian/protocol';
import { createContext, useContext, useMemo } from 'react';
import type { Toasts } from '../design/toasts.js';
import { useCall } from '../meeting/session-context.js';
import type { Announcer } from './announcer.js';
import type { RoleControls } from './role-controls.js';
import { controlsOf } from './role-controls.js';
import type { RoomUi } from './room-ui.js';
import type { RoomSeats } from './seats.js';
import { seatRoom } from './seats.js';

export interface Room {
  readonly ui: RoomUi;
  readonly toasts: Toasts;
  readonly announcer: Announcer;
}

const RoomContext = createContext<Room | null>(null);

export const RoomProvider = RoomContext.Provider;

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error('A part of the room was drawn outside the room.');
  return room;
}

/** The own entry in the list; null until the seat is taken. */
export function useSelf(): ParticipantView | null {
  return useCall(
    ({ participants, selfId }) =>
      participants.find(({ participantId }) => participantId === selfId) ?? null,
  );
}

export function useOwnControls(): RoleControls {
  const role = useSelf()?.role ?? 'observer';
  return useMemo(() => controlsOf(role), [role]);
}

export function useSeats(meeting: MeetingView): RoomSeats {
  const participants = useCall((model) => model.participants);
  return useMemo(() => seatRoom(meeting.centers, participants), [meeting, participants]);
}
