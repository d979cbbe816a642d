import { randomUUID } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { StartError, systemErrorCode } from '@meridian/platform';
import { z } from 'zod';
import { processIdentity } from './process-identity.js';

const owner = z.object({ pid: z.number().int(), identity: z.string(), nonce: z.string() });
type Owner = z.infer<typeof owner>;

/** Long enough for a rival's takeover, a rename and a link, to have happened. */
const settleMs = 50;

async function readOwner(path: string): Promise<Owner | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return owner.parse(JSON.parse(text));
  } catch {
    // Lock files appear whole; a damaged one is the remnant of a full disk or an edit, and stale.
    return { pid: 0, identity: 'damaged', nonce: text };
  }
}

const isAlive = async ({ pid, identity }: Owner): Promise<boolean> =>
  pid > 0 && (await processIdentity(pid)) === identity;

/** Puts a complete file under its name, unless the name is taken. */
async function place(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content, { flag: 'wx', mode: 0o644 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Moves a dead owner's lock away. A live rival's, caught by mistake, is put back. */
async function removeStale(path: string, stale: Owner): Promise<void> {
  const moved = `${path}.${randomUUID()}`;
  try {
    await rename(path, moved);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return;
    throw error;
  }
  const found = await readOwner(moved);
  if (found !== undefined && found.nonce !== stale.nonce) {
    await place(path, JSON.stringify(found));
  }
  await unlink(moved);
}

/**
 * Says that one live process owns a folder. A crash leaves the file behind; the next start sees
 * that its owner is dead (or that its number belongs to another process by now) and takes over.
 */
export class OwnerLock {
  private released = false;

  private constructor(
    private readonly path: string,
    private readonly nonce: string,
  ) {}

  /** @throws StartError when a live process, this one included, owns it */
  static async acquire(path: string, what: string): Promise<OwnerLock> {
    const identity = await processIdentity(process.pid);
    if (identity === undefined) throw new Error('This process cannot be found among the running.');
    const mine: Owner = { pid: process.pid, identity, nonce: randomUUID() };
    while (!(await place(path, JSON.stringify(mine)))) {
      const holder = await readOwner(path);
      if (holder === undefined) continue;
      if (await isAlive(holder)) throw inUse(what, holder.pid);
      await removeStale(path, holder);
    }
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const holder = await readOwner(path);
    if (holder?.nonce !== mine.nonce) throw inUse(what, holder?.pid);
    return new OwnerLock(path, mine.nonce);
  }

  /** False once somebody has deleted the folder, or the lock, and perhaps taken it since. */
  async isHeld(): Promise<boolean> {
    return !this.released && (await readOwner(this.path))?.nonce === this.nonce;
  }

  async release(): Promise<void> {
    const held = await this.isHeld();
    this.released = true;
    if (held) await unlink(this.path);
  }
}

function inUse(what: string, pid: number | undefined): StartError {
  return new StartError(
    `${what} is in use by another Meridian${pid === undefined ? '' : ` (process ${pid})`}.`,
    {
      mend: 'stop that one first, or set DATA_DIR to another folder, or share an outside database by DATABASE_URL.',
    },
  );
}
