// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './setup-failure.mjs';

/** How much of a command's output is kept to explain a failure. */
const TAIL_LINES = 400;

/** Children of the set-up that still run: an interrupted set-up must not leave them behind. */
const running = new Set();

/**
 * @typedef {object} CommandResult
 * @property {number | null} code exit code, null when ended by a signal or never started
 * @property {string} [problem] set when the command could not be started at all, or was killed
 * @property {string[]} lines the last lines it printed, both streams in the order of arrival
 */

/**
 * Runs a command without stdin and without a word on the screen. Does not throw when the command
 * fails: what a failure means is the caller's business.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {(line: string) => void} [options.onLine] told each line as it comes
 * @param {string} [options.log] a file that takes the whole output (appended)
 * @returns {Promise<CommandResult>}
 */
export function runCommand(file, args, { cwd, env, onLine, log } = {}) {
  return new Promise((resolve) => {
    /** @type {string[]} */
    const lines = [];
    if (log !== undefined) fs.mkdirSync(path.dirname(log), { recursive: true });
    const logFile = log === undefined ? undefined : fs.openSync(log, 'a');
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);

    const take = (/** @type {NodeJS.ReadableStream} */ stream) => {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (/** @type {string} */ chunk) => {
        if (logFile !== undefined) writeLog(logFile, chunk);
        const parts = (rest + chunk).split(/\r?\n|\r/);
        rest = parts.pop() ?? '';
        for (const line of parts) keep(line);
      });
      stream.on('end', () => rest !== '' && keep(rest));
    };
    const keep = (/** @type {string} */ line) => {
      lines.push(line);
      if (lines.length > TAIL_LINES) lines.shift();
      onLine?.(line);
    };
    const finish = (/** @type {CommandResult} */ result) => {
      running.delete(child);
      if (logFile !== undefined && !closed) fs.closeSync(logFile);
      closed = true;
      resolve(result);
    };
    let closed = false;

    take(child.stdout);
    take(child.stderr);
    child.on('error', (error) => finish({ code: null, problem: error.message, lines }));
    child.on('close', (code, signal) => {
      finish(signal === null ? { code, lines } : { code, problem: `ended by ${signal}`, lines });
    });
  });
}

/** Ends whatever the set-up has running, for when the set-up itself is told to end. */
export function killRunningCommands() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * The last lines that say something, for the reason of a failure.
 *
 * @param {CommandResult} result
 * @param {number} [count]
 */
export function lastWords({ lines, problem, code }, count = 8) {
  const said = lines.filter((line) => line.trim() !== '').slice(-count);
  if (problem !== undefined) said.push(problem);
  return said.length > 0 ? said.join('\n') : `it ended with code ${code} and said nothing`;
}

/**
 * A full disk stops the log too; the command's own failure tells that better than we could.
 *
 * @param {number} logFile
 * @param {string} text
 */
function writeLog(logFile, text) {
  try {
    fs.writeSync(logFile, text);
  } catch (error) {
    if (errorCode(error) !== 'ENOSPC') throw error;
  }
}
