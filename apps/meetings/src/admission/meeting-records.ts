import { Inject, Injectable } from '@nestjs/common';
import { Meeting, Participant } from '@meridian/persistence';
import { MeridianError } from '@meridian/protocol';
import { DataSource, type EntityManager } from 'typeorm';

/** The meeting's row, locked: what happens to one meeting is recorded one after the other. */
async function lockMeeting(manager: EntityManager, id: string): Promise<Meeting> {
  const meeting = await manager.findOne(Meeting, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  if (meeting === null || meeting.status === 'draft') {
    throw new MeridianError('meeting_not_found', 'There is no such meeting.');
  }
  if (meeting.status === 'cancelled') {
    throw new MeridianError('meeting_cancelled', 'The meeting was cancelled.');
  }
  return meeting;
}

async function findMember(
  manager: EntityManager,
  meetingId: string,
  participantId: string,
): Promise<Participant> {
  const participant = await manager.findOneBy(Participant, { id: participantId, meetingId });
  if (participant === null) {
    throw new MeridianError('participant_not_found', 'Nobody of that id is on the list.', {
      details: { participantId },
    });
  }
  return participant;
}

/**
 * Keeps what happened in the room. Every record may arrive again, because its answer was lost, or
 * late: then it changes nothing.
 */
@Injectable()
export class MeetingRecords {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** A chair removed somebody; without `mayReturn` their link admits no more. */
  async removal(record: {
    readonly meetingId: string;
    readonly participantId: string;
    readonly byParticipantId: string;
    readonly mayReturn: boolean;
  }): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await lockMeeting(manager, record.meetingId);
      const removed = await findMember(manager, record.meetingId, record.participantId);
      await findMember(manager, record.meetingId, record.byParticipantId);
      // Whoever may not return is not let in again by an older, milder record that comes late.
      if (removed.removedAt !== null && !removed.mayReturn) return;
      await manager.update(Participant, removed.id, {
        removedAt: new Date(),
        removedBy: record.byParticipantId,
        mayReturn: record.mayReturn,
      });
    });
  }

  /** The first participant entered. */
  async started(record: { readonly meetingId: string; readonly at: string }): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const meeting = await lockMeeting(manager, record.meetingId);
      if (meeting.status !== 'scheduled') return;
      await manager.update(Meeting, meeting.id, {
        status: 'live',
        startedAt: new Date(record.at),
      });
    });
  }

  /** A chair ended the meeting for everyone. */
  async ended(record: {
    readonly meetingId: string;
    readonly byParticipantId: string;
    readonly at: string;
  }): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const meeting = await lockMeeting(manager, record.meetingId);
      if (meeting.status === 'ended') return;
      await findMember(manager, record.meetingId, record.byParticipantId);
      await manager.update(Meeting, meeting.id, {
        status: 'ended',
        endedAt: new Date(record.at),
        endedBy: record.byParticipantId,
      });
    });
  }
}
