import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { connect, createDataSource } from './data-source.js';
import { Database } from './database.js';
import { AgendaItem } from './entities/agenda-item.entity.js';
import { Center } from './entities/center.entity.js';
import { MeetingCenter } from './entities/meeting-center.entity.js';
import { Meeting } from './entities/meeting.entity.js';
import { Participant } from './entities/participant.entity.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/index.js';
import { TestDatabase } from './testkit/test-database.js';

const logger = pino({ level: 'silent' });
let database: TestDatabase;
const sources = new Set<DataSource>();

beforeAll(async () => {
  database = await TestDatabase.start();
});
afterAll(async () => {
  await database.close();
});
beforeEach(async () => {
  const source = await open();
  await source.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});
afterEach(async () => {
  for (const source of sources) await source.destroy();
  sources.clear();
});

async function open(): Promise<DataSource> {
  const source = createDataSource(database.url, logger);
  await connect(source, logger);
  sources.add(source);
  return source;
}

describe('migrate', () => {
  it('is done once by several processes that start at once', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, open));
    const done = await Promise.all(all.map((source) => migrate(source, logger)));
    expect(done.flat()).toEqual(migrations.map(({ name }) => name));
    const rows: unknown = await all[0]?.query('SELECT name FROM schema_migrations');
    expect(rows).toHaveLength(migrations.length);
  });

  it('does nothing the second time and leaves no lock and no setting behind', async () => {
    const source = await open();
    await migrate(source, logger);
    expect(await migrate(source, logger)).toEqual([]);
    expect(await source.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory'`)).toEqual([]);
    expect(await source.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '15s' }]);
  });

  it('goes back and forth', async () => {
    const source = await open();
    await migrate(source, logger);
    for (let i = 0; i < migrations.length; i += 1) await source.undoLastMigration();
    expect(await migrate(source, logger)).toHaveLength(migrations.length);
  });

  it('makes what the entities describe', async () => {
    const source = await open();
    await migrate(source, logger);
    for (const { tableName, columns } of source.entityMetadatas) {
      const described = columns.map((column) => column.databaseName).toSorted();
      const rows = await source.query<{ column_name: string }[]>(
        'SELECT column_name FROM information_schema.columns WHERE table_name = $1',
        [tableName],
      );
      expect(rows.map((row) => row.column_name).toSorted()).toEqual(described);
    }
  });

  it('refuses a database that a newer version has changed', async () => {
    const source = await open();
    await migrate(source, logger);
    await source.query(
      `INSERT INTO schema_migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`,
    );
    await expect(migrate(source, logger)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining('FromTheFuture'),
    });
  });
});

describe('the schema', () => {
  const text = (en: string) => ({ en, 'zh-CN': '先进制造', ru: 'Производство' });
  const newMeeting = () => ({
    code: 'abc-defg-hij',
    title: text('Meeting'),
    startsAt: new Date('2027-06-10T07:00:00Z'),
    endsAt: new Date('2027-06-10T09:00:00Z'),
    timeZone: 'Asia/Shanghai',
    languages: ['zh-CN', 'ru'],
  });
  let source: DataSource;
  let meeting: Meeting;
  let center: Center;
  beforeEach(async () => {
    source = await open();
    await migrate(source, logger);
    const { manager } = source;
    center = await manager.save(
      manager.create(Center, {
        code: 'XMN',
        name: text('Center'),
        city: text('Xiamen'),
        timeZone: 'Asia/Shanghai',
        slot: 'azure',
      }),
    );
    meeting = await manager.save(manager.create(Meeting, newMeeting()));
    await manager.insert(MeetingCenter, {
      meetingId: meeting.id,
      centerId: center.id,
      position: 0,
      slot: 'azure',
    });
  });

  const person = (more: Partial<Participant> = {}): Promise<unknown> =>
    source.manager.insert(Participant, { meetingId: meeting.id, role: 'delegate', ...more });

  it('keeps texts, times and defaults', async () => {
    expect(await source.manager.findOneByOrFail(Meeting, { id: meeting.id })).toMatchObject({
      title: text('Meeting'),
      startsAt: new Date('2027-06-10T07:00:00Z'),
      languages: ['zh-CN', 'ru'],
      status: 'scheduled',
      demo: false,
      startedAt: null,
    });
  });

  it.each([
    [
      'a second meeting of the same code',
      () => source.manager.insert(Meeting, newMeeting()),
      'meetings_code_unique',
    ],
    [
      'an end before the start',
      () => source.manager.update(Meeting, meeting.id, { endsAt: meeting.startsAt }),
      'meetings_time_order',
    ],
    [
      'an end without a date',
      () => source.manager.update(Meeting, meeting.id, { status: 'ended' }),
      'meetings_end_is_dated',
    ],
    [
      'a stranger who ends it',
      () => source.manager.update(Meeting, meeting.id, { endedBy: crypto.randomUUID() }),
      'meetings_ended_by_a_member',
    ],
    [
      'two heads of one delegation',
      async () => {
        await person({ centerId: center.id, head: true });
        await person({ centerId: center.id, head: true });
      },
      'participants_one_head',
    ],
    ['a head of no delegation', () => person({ head: true }), 'participants_head_has_center'],
    [
      'a person of a center that takes no part',
      () => person({ centerId: crypto.randomUUID() }),
      'participants_center_takes_part',
    ],
    ['half a removal', () => person({ removedAt: new Date() }), 'participants_removal_whole'],
    ['an unknown role', () => person({ role: 'emperor' as 'chair' }), 'participants_role_known'],
    ['an empty name', () => person({ displayName: '' }), 'participants_name_length'],
    [
      'an item of no length',
      () =>
        source.manager.insert(AgendaItem, {
          meetingId: meeting.id,
          position: 0,
          title: text('x'),
          kind: 'qa',
          durationMinutes: 0,
        }),
      'agenda_items_duration_range',
    ],
  ])('refuses %s', async (_what, act, constraint) => {
    await expect(act()).rejects.toMatchObject({ driverError: { constraint } });
  });

  it('lets a meeting go with everything that belongs to it', async () => {
    await person({ centerId: center.id, head: true });
    const chair = await source.manager.findOneByOrFail(Participant, { meetingId: meeting.id });
    await source.manager.update(Meeting, meeting.id, {
      status: 'ended',
      endedAt: new Date(),
      endedBy: chair.id,
    });
    await source.manager.delete(Meeting, meeting.id);
    expect(await source.manager.count(Participant)).toBe(0);
    expect(await source.manager.count(MeetingCenter)).toBe(0);
    expect(await source.manager.count(Center)).toBe(1);
  });
});

describe('Database', () => {
  it('uses an outside server where one is named, and closes twice', async () => {
    const opened = await Database.open(
      { database: { url: database.url }, dataDir: '/nowhere' },
      logger,
    );
    expect(opened.origin).toBe('outside');
    await opened.check();
    await Promise.all([opened.close(), opened.close()]);
    await expect(opened.check()).rejects.toThrow();
  });

  it('says in words what is wrong with an address', async () => {
    const wrong = new URL(database.url);
    wrong.password = 'guess';
    await expect(
      Database.open({ database: { url: wrong.href }, dataDir: '/nowhere' }, logger),
    ).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining('password authentication failed'),
      mend: expect.stringContaining('DATABASE_URL'),
    });
  });

  it('holds no statement up for ever', async () => {
    const source = await open();
    const [settings] = await source.query<unknown[]>(
      `SELECT current_setting('statement_timeout') AS statement,
              current_setting('lock_timeout') AS lock,
              current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    expect(settings).toEqual({ statement: '15s', lock: '10s', idle: '30s' });
  });
});
