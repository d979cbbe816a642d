// @ts-check
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** What a worker answers when it is run without MEDIASOUP_VERSION, see its `main.cpp`. */
const EXIT_WITHOUT_VERSION = 41;

/**
 * Runs a worker's binary for a moment, to learn whether it can run on this machine at all: a file
 * cut short, another architecture or a missing library all show here.
 *
 * @param {string} binary
 * @returns {string | undefined} why it is of no use, undefined when it is good
 */
export function worthlessBecause(binary) {
  if (!fs.existsSync(binary)) return `${binary} does not exist.`;
  // No environment: nothing of the caller's may change the answer.
  const result = spawnSync(binary, [], {
    env: {},
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 10_000,
  });
  if (result.error) return `${binary} cannot be run: ${result.error.message}`;
  if (result.status === EXIT_WITHOUT_VERSION) return undefined;
  const said = result.stderr.toString().trim().split('\n').slice(-3).join('\n');
  const ended = result.signal ?? `exit code ${result.status}`;
  return `${binary} is not a working worker (${ended}, not ${EXIT_WITHOUT_VERSION}).\n${said}`.trim();
}

/**
 * Puts a checked binary into its place in the cache, whole or not at all.
 *
 * @param {string} binary
 * @param {string} place
 */
export function installWorker(binary, place) {
  const reason = worthlessBecause(binary);
  if (reason !== undefined) throw new Error(reason);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  const fresh = `${place}.${process.pid}`;
  fs.copyFileSync(binary, fresh);
  fs.chmodSync(fresh, 0o755);
  fs.renameSync(fresh, place);
}
