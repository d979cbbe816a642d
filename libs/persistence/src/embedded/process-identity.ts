import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { exitStatusOf, systemErrorCode } from '@meridian/platform';

const run = promisify(execFile);

/** Reads a file under /proc; undefined when the process is gone or not ours to look at. */
async function unlessGone(read: Promise<string>): Promise<string | undefined> {
  try {
    return await read;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') {
      return undefined;
    }
    throw error;
  }
}

async function ps(pid: number, column: string): Promise<string | undefined> {
  try {
    const { stdout } = await run('ps', ['-p', String(pid), '-o', `${column}=`]);
    const text = stdout.trim();
    return text === '' ? undefined : text;
  } catch (error) {
    // `ps` exits with 1 when no such process exists.
    if (exitStatusOf(error) === 1) return undefined;
    throw error;
  }
}

/**
 * Tells a process from a later one with the same number: undefined when no such process lives, else
 * a text that no other process has. A zombie counts as dead.
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return await ps(pid, 'lstart');
  const stat = await unlessGone(readFile(`/proc/${pid}/stat`, 'utf8'));
  // proc(5): the name in parentheses may hold spaces; state is the next field, start time the 20th.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTime] = [fields?.[0], fields?.[19]];
  if (state === undefined || startTime === undefined || 'ZX'.includes(state)) return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  return `${boot.trim()}/${startTime}`;
}

/** Whether this process is the PostgreSQL server of that folder (a real path). */
export async function isPostmasterOf(pid: number, folder: string): Promise<boolean> {
  if ((await processIdentity(pid)) === undefined) return false;
  if (process.platform !== 'linux') {
    return (await ps(pid, 'command'))?.includes(`-D ${folder} `) ?? false;
  }
  // The server works inside its data folder. Another user's process hides this from us and is
  // thereby not ours.
  const cwd = await unlessGone(readlink(`/proc/${pid}/cwd`));
  const command = await unlessGone(readFile(`/proc/${pid}/cmdline`, 'utf8'));
  return cwd === folder && (command?.split('\0')[0] ?? '').endsWith('postgres');
}

/** Waits until the process is gone. */
export async function waitForEnd(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while ((await processIdentity(pid)) !== undefined) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
