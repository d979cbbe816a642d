import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Admission } from './admission/admission.js';
import { MeetingCommands } from './admission/meeting-commands.js';
import { MeetingReader } from './admission/meeting-reader.js';
import { MeetingRecords } from './admission/meeting-records.js';
import { DemoMeeting } from './demo/demo-meeting.js';
import { JoinController } from './rest/join.controller.js';
import { MeridianProblemFilter } from './rest/meridian-problem.filter.js';

/**
 * The meetings service: who meets, when, and who may enter. It needs the global modules of platform,
 * persistence, auth and bus around it.
 */
@Module({
  controllers: [JoinController],
  providers: [
    Admission,
    MeetingCommands,
    MeetingReader,
    MeetingRecords,
    DemoMeeting,
    { provide: APP_FILTER, useClass: MeridianProblemFilter },
  ],
  exports: [DemoMeeting],
})
export class MeetingsModule {}
