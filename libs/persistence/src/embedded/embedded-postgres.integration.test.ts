import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StartError } from '@meridian/platform';
import { Client } from 'pg';
import { pino } from 'pino';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { processIdentity } from './process-identity.js';

const loader = fileURLToPath(
  new URL('../../../platform/src/testkit/run-typescript.mjs', import.meta.url),
);
const ownerFile = fileURLToPath(new URL('../testkit/database-owner.ts', import.meta.url));
const logger = pino({ level: 'silent' });
let dataDir: string;
const open = new Set<EmbeddedPostgres>();
const children = new Set<ChildProcess>();

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'meridian-pg-'));
  await chmod(dataDir, 0o755);
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  for (const postgres of open) await postgres.close();
  open.clear();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(log = logger): Promise<EmbeddedPostgres> {
  const postgres = await EmbeddedPostgres.start(dataDir, log);
  open.add(postgres);
  return postgres;
}

async function query<Row>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(sql, values);
    return rows as Row[];
  } finally {
    await client.end();
  }
}

/** Another process that owns the database of the folder, and the address it serves. */
async function startChild(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', loader, ownerFile, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, url };
}

const postmasterPid = async (): Promise<number> =>
  Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

describe('EmbeddedPostgres', () => {
  it('keeps texts of every script over a restart and sorts them by code point', async () => {
    const first = await start();
    const words = ['先进制造', 'Сколково', 'Ωmega', 'العربية', 'हिन्दी', '👩🏽‍🔬', 'zürich'];
    await query(first.url, 'CREATE TABLE words (word text)');
    await query(first.url, 'INSERT INTO words SELECT unnest($1::text[])', [words]);
    await first.close();

    const second = await start();
    const rows = await query<{ word: string; upper: string }>(
      second.url,
      'SELECT word, upper(word) AS upper FROM words ORDER BY word',
    );
    const bytes = (text: string) => Buffer.from(text, 'utf8');
    expect(rows.map(({ word }) => word)).toEqual(
      words.toSorted((a, b) => Buffer.compare(bytes(a), bytes(b))),
    );
    expect(rows.map(({ upper }) => upper)).toEqual(expect.arrayContaining(['СКОЛКОВО', 'ZÜRICH']));
  });

  it('is reached from this machine only, with a password, by a role that is no superuser', async () => {
    const postgres = await start();
    const [facts] = await query<{ addresses: string; super: boolean }>(
      postgres.url,
      `SELECT current_setting('listen_addresses') AS addresses, rolsuper AS super
         FROM pg_roles WHERE rolname = current_user`,
    );
    expect(facts).toEqual({ addresses: '127.0.0.1', super: false });
    const wrong = new URL(postgres.url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    const { mode } = await stat(join(dataDir, 'keys', 'postgres.password'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('closes twice without complaint and leaves no process, lock or listener', async () => {
    const exitListeners = process.listenerCount('exit');
    const postgres = await start();
    const pid = await postmasterPid();
    await Promise.all([postgres.close(), postgres.close()]);
    await postgres.close();
    expect(await processIdentity(pid)).toBeUndefined();
    await expect(stat(join(dataDir, 'postgres.lock'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(process.listenerCount('exit')).toBe(exitListeners);
  });

  it('refuses a second owner of the folder, in this process and in another', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(StartError);
    await expect(start()).rejects.toThrow(/in use by another Meridian/);
    await first.close();
    const { child } = await startChild();
    await expect(start()).rejects.toThrow(`(process ${String(child.pid)})`);
  });

  it('loses nothing when its owner is killed, and takes over from the server left behind', async () => {
    const { child, url } = await startChild();
    await query(url, 'CREATE TABLE decisions (id serial PRIMARY KEY, word text)');
    for (let i = 0; i < 20; i += 1) {
      await query(url, 'INSERT INTO decisions (word) VALUES ($1)', [`решение ${i}`]);
    }
    const orphan = await postmasterPid();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await processIdentity(orphan)).toBeDefined();

    const again = await start();
    expect(await processIdentity(orphan)).toBeUndefined();
    const rows = await query<{ word: string }>(again.url, 'SELECT word FROM decisions ORDER BY id');
    expect(rows.map(({ word }) => word)).toEqual(
      Array.from({ length: 20 }, (_, i) => `решение ${i}`),
    );
  });

  it('recovers when owner and server are killed together', async () => {
    const { child, url } = await startChild();
    await query(url, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n');
    const server = await postmasterPid();
    child.kill('SIGKILL');
    process.kill(server, 'SIGKILL');
    await once(child, 'exit');
    const again = await start();
    expect(await query(again.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
  });

  it('is not fooled by a lock whose number now belongs to another program', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    const lines = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
    await first.close();
    lines[0] = String(process.pid);
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), lines.join('\n'));
    const again = await start();
    expect(await query(again.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('survives a crash between two steps of writing the server lock', async () => {
    await (await start()).close();
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), '');
    await expect(start()).resolves.toBeInstanceOf(EmbeddedPostgres);
  });

  it('makes the database anew when the first attempt was cut off', async () => {
    await (await start()).close();
    await rm(join(dataDir, 'postgres.new'), { recursive: true, force: true });
    await rm(join(dataDir, 'postgres', 'PG_VERSION'));
    await rename(join(dataDir, 'postgres'), join(dataDir, 'postgres.new'));
    const again = await start();
    expect(await query(again.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('names both versions when the folder is of another major version', async () => {
    await (await start()).close();
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(/written by PostgreSQL 15; this Meridian brings 18/);
    // Nothing is held after the refusal.
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
    await expect(start()).resolves.toBeInstanceOf(EmbeddedPostgres);
  });

  it('says which folders belong together when the password is another one', async () => {
    await (await start()).close();
    await writeFile(join(dataDir, 'keys', 'postgres.password'), `${'A'.repeat(43)}\n`);
    await expect(start()).rejects.toThrow(/does not fit the database/);
  });

  it('comes back on the same port when the server is killed', async () => {
    const postgres = await start();
    await query(postgres.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    const pid = await postmasterPid();
    process.kill(pid, 'SIGKILL');
    const deadline = performance.now() + 15_000;
    let rows: unknown;
    while (rows === undefined && performance.now() < deadline) {
      try {
        rows = await query(postgres.url, 'SELECT n FROM kept');
      } catch {
        // Not back yet.
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    expect(rows).toEqual([{ n: 7 }]);
    expect(await postmasterPid()).not.toBe(pid);
  });

  it('logs what the server says, but no statement and no value', async () => {
    const lines: string[] = [];
    const postgres = await start(
      pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    );
    await query(postgres.url, 'CREATE TABLE people (name text UNIQUE)');
    await query(postgres.url, 'INSERT INTO people VALUES ($1)', ['Заря-4711']);
    await expect(
      query(postgres.url, 'INSERT INTO people VALUES ($1)', ['Заря-4711']),
    ).rejects.toThrow();
    await expect(query(postgres.url, "SELECT 'geheim-4712'::int")).rejects.toThrow();
    await postgres.close();
    const log = lines.join('');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toMatch(/4711|4712|INSERT/);
    expect(log).not.toContain(new URL(postgres.url).password);
  });
});
