import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { BUS, type Bus, type Closeable } from '@meridian/bus';
import { admitParticipant, recordEnded, recordRemoval, recordStarted } from '@meridian/protocol';
import { Admission } from './admission.js';
import { MeetingRecords } from './meeting-records.js';

/** Answers what other services ask the meetings service over the bus. */
@Injectable()
export class MeetingCommands implements OnApplicationBootstrap, OnModuleDestroy {
  private handlers: Closeable[] = [];

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(Admission) private readonly admission: Admission,
    @Inject(MeetingRecords) private readonly records: MeetingRecords,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.handlers = await Promise.all([
      this.bus.handle(admitParticipant, (request) => this.admission.admit(request)),
      this.bus.handle(recordRemoval, async (request) => {
        await this.records.removal(request);
        return {};
      }),
      this.bus.handle(recordStarted, async (request) => {
        await this.records.started(request);
        return {};
      }),
      this.bus.handle(recordEnded, async (request) => {
        await this.records.ended(request);
        return {};
      }),
    ]);
  }

  async onModuleDestroy(): Promise<void> {
    const handlers = this.handlers;
    this.handlers = [];
    await Promise.all(handlers.map((handler) => handler.close()));
  }
}
