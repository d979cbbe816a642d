import { Inject, Injectable } from '@nestjs/common';
import { Meeting, Participant } from '@meridian/persistence';
import {
  assertUnreachable,
  MeridianError,
  type Invitee,
  type MeetingView,
} from '@meridian/protocol';
import { DataSource } from 'typeorm';
import { MeetingReader } from './meeting-reader.js';

/** Fails unless the meeting takes people in. Its planned end does not count: meetings overrun. */
function assertOpen(meeting: Meeting | null): asserts meeting is Meeting {
  if (meeting === null) throw new MeridianError('meeting_not_found', 'There is no such meeting.');
  switch (meeting.status) {
    case 'scheduled':
    case 'live':
      return;
    case 'draft':
      // A plan its organizer has not sent out yet: for everybody else it is not there.
      throw new MeridianError('meeting_not_found', 'There is no such meeting.');
    case 'ended':
      throw new MeridianError('meeting_ended', 'The meeting has ended.');
    case 'cancelled':
      throw new MeridianError('meeting_cancelled', 'The meeting was cancelled.');
    default:
      assertUnreachable(meeting.status);
  }
}

/** Fails when the link of this person admits no more. Somebody off the list has lost their link too. */
function assertWelcome(participant: Participant | null): asserts participant is Participant {
  if (participant === null || participant.linkRevokedAt !== null) {
    throw new MeridianError('link_revoked', 'This join link was withdrawn.');
  }
  if (participant.removedAt !== null && !participant.mayReturn) {
    throw new MeridianError('removed', 'The chair has ended your participation.');
  }
}

/** Decides who may enter. */
@Injectable()
export class Admission {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(MeetingReader) private readonly reader: MeetingReader,
  ) {}

  /**
   * @throws MeridianError meeting_not_found, meeting_ended, meeting_cancelled, link_revoked, removed
   */
  async admit(ids: {
    readonly meetingId: string;
    readonly participantId: string;
  }): Promise<{ meeting: MeetingView; invitee: Invitee }> {
    const { manager } = this.dataSource;
    const [meeting, participant] = await Promise.all([
      manager.findOneBy(Meeting, { id: ids.meetingId }),
      manager.findOneBy(Participant, { id: ids.participantId, meetingId: ids.meetingId }),
    ]);
    assertOpen(meeting);
    assertWelcome(participant);
    const { view, centerCodes } = await this.reader.view(meeting);
    return {
      meeting: view,
      invitee: {
        participantId: participant.id,
        displayName: participant.displayName,
        role: participant.role,
        centerCode:
          participant.centerId === null ? null : (centerCodes.get(participant.centerId) ?? null),
        head: participant.head,
      },
    };
  }
}
