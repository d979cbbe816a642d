import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JoinTokens } from '@meridian/auth';
import {
  AgendaItem,
  Center,
  Database,
  Meeting,
  MeetingCenter,
  Participant,
} from '@meridian/persistence';
import { LOGGER, MERIDIAN_CONFIG, type MeridianConfig } from '@meridian/platform';
import type { MeetingRole } from '@meridian/protocol';
import type { Logger } from 'pino';
import { In, MoreThan, type EntityManager } from 'typeorm';
import { demoAgenda, demoCenters, demoLanguages, demoPeople, demoTitle } from './demo-content.js';
import { demoSchedule, linkExpiry } from './demo-schedule.js';
import { newMeetingCode } from './meeting-code.js';

/** Several processes that start at once make one demo: the first to hold this lock. */
const lockKey = 7_316_447_030;

export interface DemoLink {
  readonly role: MeetingRole;
  readonly url: string;
}

interface Demo {
  readonly meeting: Meeting;
  readonly people: readonly Participant[];
  /** Codes of the centers by id. */
  readonly centerCodes: ReadonlyMap<string, string>;
}

/**
 * A meeting to try Meridian out with, for today, where there is nothing else: in an embedded database
 * that holds no meeting of anybody's own, or wherever `DEMO=on` asks for it.
 */
@Injectable()
export class DemoMeeting implements OnApplicationBootstrap {
  private demo: Demo | undefined;

  constructor(
    @Inject(MERIDIAN_CONFIG) private readonly config: MeridianConfig,
    @Inject(Database) private readonly database: Database,
    @Inject(JoinTokens) private readonly tokens: JoinTokens,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { demo } = this.config;
    if (demo === 'off' || (demo === 'auto' && this.database.origin === 'outside')) return;
    this.demo = await this.database.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
      if (demo === 'auto' && (await holdsOnlyOwnMeetings(manager))) return undefined;
      return await this.findOrMake(manager, new Date());
    });
  }

  /**
   * Fresh join links of everybody on the demo's list; none where there is no demo.
   *
   * @param publicUrl origin that people open
   */
  async links(publicUrl: string): Promise<DemoLink[]> {
    if (this.demo === undefined) return [];
    const { meeting, people, centerCodes } = this.demo;
    const expiresAt = linkExpiry(meeting.endsAt, new Date());
    return await Promise.all(
      people.map(async ({ id, role, centerId }) => {
        const token = await this.tokens.issue(
          {
            participantId: id,
            meetingId: meeting.id,
            meetingCode: meeting.code,
            role,
            centerCode: centerId === null ? null : (centerCodes.get(centerId) ?? null),
          },
          expiresAt,
        );
        return { role, url: `${publicUrl}/m/${meeting.code}?token=${token}` };
      }),
    );
  }

  private async findOrMake(manager: EntityManager, now: Date): Promise<Demo> {
    const centers = await ensureCenters(manager);
    const running = await manager.findOne(Meeting, {
      where: { demo: true, status: In(['scheduled', 'live']), endsAt: MoreThan(now) },
      order: { startsAt: 'DESC' },
    });
    const meeting = running ?? (await makeMeeting(manager, centers, now));
    if (running === null) this.logger.info({ meetingId: meeting.id }, 'Made a demo meeting.');
    const people = await manager.findBy(Participant, { meetingId: meeting.id });
    return {
      meeting,
      people: inPrintedOrder(people, centers),
      centerCodes: new Map([...centers.values()].map(({ id, code }) => [id, code])),
    };
  }
}

/** Somebody uses this database in earnest and never had the demo, or it came from a backup. */
async function holdsOnlyOwnMeetings(manager: EntityManager): Promise<boolean> {
  return (
    (await manager.existsBy(Meeting, { demo: false })) &&
    !(await manager.existsBy(Meeting, { demo: true }))
  );
}

/** The two centers; what an administrator has changed about them stays as it is. */
async function ensureCenters(manager: EntityManager): Promise<Map<string, Center>> {
  await manager
    .createQueryBuilder()
    .insert()
    .into(Center)
    .values(demoCenters.map((center) => ({ ...center })))
    .orIgnore()
    .execute();
  const centers = await manager.findBy(Center, { code: In(demoCenters.map(({ code }) => code)) });
  return new Map(centers.map((center) => [center.code, center]));
}

async function makeMeeting(
  manager: EntityManager,
  centers: ReadonlyMap<string, Center>,
  now: Date,
): Promise<Meeting> {
  const idOf = (code: string | null): string | null =>
    code === null ? null : (centers.get(code)?.id ?? null);
  const meeting = await manager.save(
    manager.create(Meeting, {
      ...demoSchedule(now),
      code: newMeetingCode(),
      title: demoTitle,
      timeZone: demoCenters[0]?.timeZone ?? 'UTC',
      languages: demoLanguages,
      status: 'scheduled',
      demo: true,
    }),
  );
  const meetingId = meeting.id;
  await manager.insert(
    MeetingCenter,
    demoCenters.map(({ code, slot }, position) => ({
      meetingId,
      centerId: idOf(code) ?? '',
      position,
      slot,
    })),
  );
  await manager.insert(
    AgendaItem,
    demoAgenda.map(({ center, ...item }, position) => ({
      ...item,
      meetingId,
      position,
      centerId: idOf(center),
      speaker: null,
    })),
  );
  await manager.insert(
    Participant,
    demoPeople.map(({ center, ...person }) => ({ ...person, meetingId, centerId: idOf(center) })),
  );
  return meeting;
}

/** Rows have no order of their own; links are printed in that of the list. */
function inPrintedOrder(
  people: readonly Participant[],
  centers: ReadonlyMap<string, Center>,
): Participant[] {
  const place = ({ role, centerId }: Participant): number =>
    demoPeople.findIndex(
      (person) =>
        person.role === role &&
        (person.center === null ? null : centers.get(person.center)?.id) === centerId,
    );
  return people.toSorted((a, b) => place(a) - place(b));
}
