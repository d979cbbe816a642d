// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { messageOf, SetupFailure } from './setup-failure.mjs';

/**
 * @typedef {object} Context what every step works with
 * @property {string} root the checkout
 * @property {string} cacheDir what outlives the checkout: the media worker, logs
 * @property {NodeJS.ProcessEnv} env
 * @property {string} node the project's own Node.js, once the npm packages are installed
 * @property {string} lock held while the checkout's installed or built files are being changed
 * @property {string} command what the user typed, for advice in failures
 */

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {string} command
 * @returns {Context}
 */
export function createContext(root, env, command) {
  const cacheDir = chooseCacheDir(env);
  try {
    fs.mkdirSync(cacheDir, { recursive: true });
    fs.accessSync(cacheDir, fs.constants.W_OK);
  } catch (error) {
    throw new SetupFailure({
      what: `Preparing the cache folder ${cacheDir}`,
      why: messageOf(error),
      mend: `MERIDIAN_CACHE_DIR=/a/folder/that/can/be/written ${command}`,
      cause: error,
    });
  }
  return {
    root,
    cacheDir,
    env,
    node: path.join(root, 'node_modules', '.bin', 'node'),
    lock: path.join(root, 'dist', '.setup.lock'),
    command,
  };
}

/** @param {NodeJS.ProcessEnv} env */
export function chooseCacheDir(env) {
  if (env['MERIDIAN_CACHE_DIR']) return path.resolve(env['MERIDIAN_CACHE_DIR']);
  const base = env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
  return path.join(base, 'meridian');
}
