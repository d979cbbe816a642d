// @ts-check
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './setup-failure.mjs';

/** The holder touches its lock this often; one left alone for STALE_AFTER_MS is abandoned. */
const HEARTBEAT_MS = 5_000;
const STALE_AFTER_MS = 60_000;
const POLL_MS = 250;
const OWNER = 'owner.json';

/**
 * Does `work` while no other process, on this machine or in another container that shares the
 * folder, does work under the same lock. A lock is a folder, because making one is atomic on every
 * file system. It is taken over when its holder is dead: gone by process id on the same host, or
 * silent for a minute.
 *
 * @template T
 * @param {string} lockPath
 * @param {(owner: string) => void} onWait told who holds the lock, when it must be waited for
 * @param {(waited: boolean) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(lockPath, onWait, work) {
  fs.mkdirSync(path.dirname(lockPath), { recursive: true });
  const token = randomUUID();
  let waited = false;
  while (!tryAcquire(lockPath, token)) {
    if (removeIfStale(lockPath)) continue;
    waited = true;
    onWait(describeOwner(lockPath));
    await sleep(POLL_MS);
  }
  const release = holdUntilReleased(lockPath, token);
  try {
    return await work(waited);
  } finally {
    release();
  }
}

/**
 * @param {string} lockPath
 * @param {string} token
 */
function tryAcquire(lockPath, token) {
  try {
    fs.mkdirSync(lockPath);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  const owner = { token, pid: process.pid, host: os.hostname() };
  fs.writeFileSync(path.join(lockPath, OWNER), JSON.stringify(owner));
  return true;
}

/**
 * Keeps the lock fresh, and gives it back at the latest when the process exits.
 *
 * @param {string} lockPath
 * @param {string} token
 * @returns {() => void}
 */
function holdUntilReleased(lockPath, token) {
  const heartbeat = setInterval(() => {
    // Somebody may have taken the lock over while this machine slept; then it is no longer ours.
    if (readOwner(lockPath)?.token === token) fs.utimesSync(lockPath, new Date(), new Date());
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const release = () => {
    clearInterval(heartbeat);
    process.removeListener('exit', release);
    if (readOwner(lockPath)?.token === token) fs.rmSync(lockPath, { recursive: true, force: true });
  };
  process.on('exit', release);
  return release;
}

/**
 * Takes an abandoned lock away. Two waiters may judge the same lock at once, and the slower could
 * hit the lock that the quicker has just taken: so it is moved aside first, looked at again, and
 * put back when it is not the one that was judged.
 *
 * @param {string} lockPath
 * @returns {boolean} whether the lock was removed
 */
function removeIfStale(lockPath) {
  const judged = readOwner(lockPath);
  if (!isStale(lockPath, judged)) return false;
  const aside = `${lockPath}.${randomUUID()}`;
  try {
    fs.renameSync(lockPath, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
  if (readOwner(aside)?.token !== judged?.token) {
    fs.renameSync(aside, lockPath);
    return false;
  }
  fs.rmSync(aside, { recursive: true, force: true });
  return true;
}

/**
 * @param {string} lockPath
 * @param {Owner | undefined} owner
 */
function isStale(lockPath, owner) {
  const stat = fs.statSync(lockPath, { throwIfNoEntry: false });
  if (!stat) return false;
  const silentFor = Date.now() - stat.mtimeMs;
  // Between making the folder and writing its owner lies a moment; a crash may stretch it.
  if (!owner) return silentFor > HEARTBEAT_MS;
  if (owner.host === os.hostname() && !isAlive(owner.pid)) return true;
  return silentFor > STALE_AFTER_MS;
}

/** @typedef {{ token: string, pid: number, host: string }} Owner */

/**
 * @param {string} lockPath
 * @returns {Owner | undefined} undefined when there is no lock, or it is only half made
 */
function readOwner(lockPath) {
  try {
    const owner = JSON.parse(fs.readFileSync(path.join(lockPath, OWNER), 'utf8'));
    return typeof owner?.token === 'string' && typeof owner?.pid === 'number' ? owner : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @param {string} lockPath */
function describeOwner(lockPath) {
  const owner = readOwner(lockPath);
  if (!owner) return 'another set-up';
  const host = owner.host === os.hostname() ? '' : ` on ${owner.host}`;
  return `another set-up (process ${owner.pid}${host})`;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is alive, and someone else's.
    return errorCode(error) === 'EPERM';
  }
}
