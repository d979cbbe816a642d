import type { Bus } from '@meridian/bus';
import { recordEnded, recordRemoval, recordStarted } from '@meridian/protocol';

/** What a room writes down with the meetings service. */
export class MeetingRecords {
  constructor(private readonly bus: Bus) {}

  async started(meetingId: string): Promise<void> {
    await this.bus.request({ service: 'meetings' }, recordStarted, {
      meetingId,
      at: new Date().toISOString(),
    });
  }

  async ended(meetingId: string, byParticipantId: string): Promise<void> {
    await this.bus.request({ service: 'meetings' }, recordEnded, {
      meetingId,
      byParticipantId,
      at: new Date().toISOString(),
    });
  }

  async removed(
    meetingId: string,
    participantId: string,
    byParticipantId: string,
    mayReturn: boolean,
  ): Promise<void> {
    await this.bus.request({ service: 'meetings' }, recordRemoval, {
      meetingId,
      participantId,
      byParticipantId,
      mayReturn,
    });
  }
}
