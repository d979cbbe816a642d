import type { MeetingRole, Permission } from '@meridian/protocol';

/** Who may do what in a meeting. Gateways ask here, and nowhere else. */
const permissionTable: Readonly<Record<Permission, Readonly<Record<MeetingRole, boolean>>>> = {
  'room.join': { chair: true, delegate: true, interpreter: true, observer: true },
  'room.leave': { chair: true, delegate: true, interpreter: true, observer: true },
  'self.update': { chair: true, delegate: true, interpreter: true, observer: true },
  'media.receive': { chair: true, delegate: true, interpreter: true, observer: true },
  'hand.raise': { chair: true, delegate: true, interpreter: true, observer: false },
  'media.sendAudio': { chair: true, delegate: true, interpreter: true, observer: false },
  'media.sendVideo': { chair: true, delegate: true, interpreter: false, observer: false },
  'media.share': { chair: true, delegate: true, interpreter: false, observer: false },
  'participant.mute': { chair: true, delegate: false, interpreter: false, observer: false },
  'participant.remove': { chair: true, delegate: false, interpreter: false, observer: false },
  'room.lock': { chair: true, delegate: false, interpreter: false, observer: false },
  'meeting.end': { chair: true, delegate: false, interpreter: false, observer: false },
};

export function isAllowed(role: MeetingRole, permission: Permission): boolean {
  return permissionTable[permission][role];
}
