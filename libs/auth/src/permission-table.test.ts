import { describe, expect, it } from '@jest/globals';
import { meetingRole, permissions, type MeetingRole, type Permission } from '@meridian/protocol';
import { isAllowed } from './permission-table.js';

/** Written the other way round than the table, so that a slip in one is not repeated in the other. */
const allowed: Record<MeetingRole, readonly Permission[]> = {
  chair: permissions,
  delegate: [
    'room.join',
    'room.leave',
    'self.update',
    'hand.raise',
    'media.receive',
    'media.sendAudio',
    'media.sendVideo',
    'media.share',
  ],
  interpreter: [
    'room.join',
    'room.leave',
    'self.update',
    'hand.raise',
    'media.receive',
    'media.sendAudio',
  ],
  observer: ['room.join', 'room.leave', 'self.update', 'media.receive'],
};

describe('isAllowed', () => {
  const cells = meetingRole.options.flatMap((role) =>
    permissions.map(
      (permission) => [role, permission, allowed[role].includes(permission)] as const,
    ),
  );
  it.each(cells)('%s, %s: %s', (role, permission, expected) => {
    expect(isAllowed(role, permission)).toBe(expected);
  });

  it('covers every role and permission', () => {
    expect(cells).toHaveLength(4 * 12);
  });
});
