import { describe, expect, it } from '@jest/globals';
import { meetingAddress } from './meeting-address.js';

describe('meetingAddress', () => {
  it('reads whole links, paths and codes', () => {
    expect(meetingAddress(' https://meet.example/m/abc-def?token=a.b.c ')).toBe(
      '/m/abc-def?token=a.b.c',
    );
    expect(meetingAddress('/m/abc-def/room')).toBe('/m/abc-def');
    expect(meetingAddress('m/abc-def')).toBe('/m/abc-def');
    expect(meetingAddress('ABC-def')).toBe('/m/abc-def');
  });

  it('refuses everything else', () => {
    for (const text of [
      '',
      'hello there',
      'https://meet.example/',
      '/m/',
      '/m/a/b',
      'javascript:alert(1)',
    ]) {
      expect(meetingAddress(text)).toBeNull();
    }
  });
});
