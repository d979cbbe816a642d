/** What a message asks for. `libs/auth` says which role may do it, in one table. */
export const permissions = [
  'room.join',
  'room.leave',
  'self.update',
  'hand.raise',
  'media.receive',
  'media.sendAudio',
  'media.sendVideo',
  'media.share',
  'participant.mute',
  'participant.remove',
  'room.lock',
  'meeting.end',
] as const;

export type Permission = (typeof permissions)[number];
