// @ts-check
import { spawn } from 'node:child_process';
import os from 'node:os';
import { watchParent } from './parent-watch.mjs';

/** Ctrl-C reaches this process from the terminal and once more through npm. */
const SAME_SIGNAL_MS = 500;

/**
 * Runs the program that the set-up was for, with this process's own streams, hands signals on to
 * it and ends when it ends.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {boolean} options.ownGroup a process group of its own. A terminal's Ctrl-C goes to every
 *   process of the group: a server's database and media workers would fall with the first
 *   keystroke, before the server can say goodbye. In its own group the server alone is told, by us
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it, as shells do
 */
export function runInForeground(file, args, { cwd, env, ownGroup }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: 'inherit', detached: ownGroup });
    /** @type {Map<NodeJS.Signals, number>} */
    const handedOn = new Map();
    const handOn = (/** @type {NodeJS.Signals} */ signal) => {
      const last = handedOn.get(signal) ?? 0;
      if (Date.now() - last < SAME_SIGNAL_MS) return;
      handedOn.set(signal, Date.now());
      child.kill(signal);
    };
    // A closed terminal or a vanished npm is no reason to die without a goodbye.
    const hangUp = () => handOn('SIGTERM');
    const stopWatching = watchParent(env, hangUp);
    process.on('SIGINT', handOn);
    process.on('SIGTERM', handOn);
    process.on('SIGHUP', hangUp);

    const done = () => {
      stopWatching();
      process.removeListener('SIGINT', handOn);
      process.removeListener('SIGTERM', handOn);
      process.removeListener('SIGHUP', hangUp);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      done();
      resolve(signal === null ? (code ?? 1) : 128 + os.constants.signals[signal]);
    });
  });
}
