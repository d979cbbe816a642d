import type { MeetingRole } from '@meridian/protocol';

export interface RoleControls {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly share: boolean;
  readonly hand: boolean;
  /** Mute, remove, lock, end. */
  readonly chairs: boolean;
}

/** Which controls a role is offered. The server decides what it may; this only hides what it may not. */
export function controlsOf(role: MeetingRole): RoleControls {
  switch (role) {
    case 'chair':
      return { microphone: true, camera: true, share: true, hand: true, chairs: true };
    case 'delegate':
      return { microphone: true, camera: true, share: true, hand: true, chairs: false };
    case 'interpreter':
      return { microphone: true, camera: false, share: false, hand: true, chairs: false };
    case 'observer':
      return { microphone: false, camera: false, share: false, hand: false, chairs: false };
  }
}
