// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { lastWords, runCommand } from '../bootstrap/child-command.mjs';
import { errorCode, messageOf } from '../bootstrap/setup-failure.mjs';
import { installWorker } from './worker-binary.mjs';

/** Where mediasoup's own installer looks (its `npm-scripts.mjs`). */
const RELEASES = 'https://github.com/versatica/mediasoup/releases/download';
/** A network that answers at all answers within this; a closed one must not hold anybody up. */
const ANSWER_WITHIN_MS = 6_000;
const FINISH_WITHIN_MS = 180_000;

/**
 * The address of the binary that mediasoup's authors built for this machine.
 *
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 */
export function prebuiltUrl(version, env) {
  const base = env['MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL'] || RELEASES;
  const kernel = process.platform === 'linux' ? `-kernel${os.release().split('.')[0]}` : '';
  const name = `mediasoup-worker-${version}-${process.platform}-${process.arch}${kernel}.tgz`;
  return `${base}/${version}/${name}`;
}

/**
 * Downloads the prebuilt worker, checks that it runs here and puts it in its place. Not to be had
 * is an ordinary answer, because the worker can be built; a disk that takes no file is not.
 *
 * @param {string} url
 * @param {string} place where the binary is to be
 * @param {(detail: string) => void} report
 * @param {{ answerWithinMs?: number, finishWithinMs?: number }} [limits]
 * @returns {Promise<string | undefined>} why there is none, undefined when it is in place
 */
export async function fetchPrebuilt(url, place, report, limits = {}) {
  const { answerWithinMs = ANSWER_WITHIN_MS, finishWithinMs = FINISH_WITHIN_MS } = limits;
  const parent = path.dirname(path.dirname(place));
  fs.mkdirSync(parent, { recursive: true });
  const folder = fs.mkdtempSync(path.join(parent, 'download-'));
  try {
    const archive = path.join(folder, 'worker.tgz');
    const refusal = await download(url, archive, report, { answerWithinMs, finishWithinMs });
    if (refusal !== undefined) return refusal;
    const unpacked = await runCommand('tar', ['-xzf', archive, '-C', folder]);
    if (unpacked.code !== 0) return `the archive cannot be unpacked: ${lastWords(unpacked, 1)}`;
    return installIfItRuns(path.join(folder, 'mediasoup-worker'), place);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} url
 * @param {string} file
 * @param {(detail: string) => void} report
 * @param {{ answerWithinMs: number, finishWithinMs: number }} limits
 * @returns {Promise<string | undefined>} why it failed
 */
async function download(url, file, report, { answerWithinMs, finishWithinMs }) {
  const { host } = new URL(url);
  report(`asking ${host}`);
  const abort = new AbortController();
  const within = (/** @type {number} */ ms) =>
    setTimeout(() => abort.abort(new Error(`no answer within ${ms / 1000} s`)), ms);
  const firstByte = within(answerWithinMs);
  const whole = within(finishWithinMs);
  try {
    const response = await fetch(url, { signal: abort.signal });
    clearTimeout(firstByte);
    if (!response.ok || !response.body) return `${host} answered ${response.status}`;
    let received = 0;
    const counter = new Transform({
      transform(chunk, _encoding, done) {
        received += chunk.length;
        report(`downloading, ${(received / 1e6).toFixed(1)} MB`);
        done(null, chunk);
      },
    });
    await pipeline(Readable.fromWeb(response.body), counter, fs.createWriteStream(file), {
      signal: abort.signal,
    });
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS') throw error;
    return `${host} is out of reach (${reasonOf(error, abort.signal)})`;
  } finally {
    clearTimeout(firstByte);
    clearTimeout(whole);
  }
}

/**
 * `fetch` says "fetch failed" and keeps the reason in `cause`; an abort's reason is our own.
 *
 * @param {unknown} error
 * @param {AbortSignal} signal
 */
function reasonOf(error, signal) {
  const reason = signal.aborted ? signal.reason : error;
  const cause = /** @type {{ cause?: unknown }} */ (reason ?? {}).cause ?? reason;
  // A connection refused on every address has a code and no message.
  return messageOf(cause) || (errorCode(cause) ?? 'no reason given');
}

/**
 * @param {string} binary
 * @param {string} place
 */
function installIfItRuns(binary, place) {
  try {
    installWorker(binary, place);
    return undefined;
  } catch (error) {
    if (errorCode(error) !== undefined) throw error;
    return `the prebuilt worker does not run on this machine: ${messageOf(error)}`;
  }
}
