// @ts-check
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestFiles } from '../bootstrap/digest.mjs';
import { SetupFailure } from '../bootstrap/setup-failure.mjs';
import { WORKER_PATCHES } from './source-patches.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** The folder of Meson subprojects that hand on the system's libraries. */
export const SUBPROJECTS_DIR = path.join(HERE, 'subprojects');

export const MESON_OPTIONS = [
  '--buildtype',
  'release',
  '-Db_ndebug=true',
  '--wrap-mode',
  'nodownload',
];

/**
 * A digest of what decides the bytes of a binary built here. Of the patches it takes what they do,
 * not the file: a reworded comment must not cost every machine a build of some minutes.
 */
export function recipeDigest() {
  const edits = WORKER_PATCHES.map(({ file, find, replace }) => [file, find, replace]);
  return createHash('sha256')
    .update(digestFiles(HERE, ['subprojects']))
    .update(JSON.stringify([edits, MESON_OPTIONS]))
    .digest('hex');
}

/**
 * The version of mediasoup that the lock file asks for, which is known before anything is
 * installed.
 *
 * @param {string} root the checkout
 */
export function mediasoupVersion(root) {
  const lockFile = path.join(root, 'package-lock.json');
  const lock = JSON.parse(fs.readFileSync(lockFile, 'utf8'));
  const version = lock?.packages?.['node_modules/mediasoup']?.version;
  if (typeof version !== 'string') {
    throw new SetupFailure({
      what: 'Finding out which media worker is needed',
      why: `${lockFile} does not name a version of mediasoup.`,
      mend: 'npm install --package-lock-only',
    });
  }
  return version;
}

/**
 * The name of a worker's folder in the cache: two workers share one only if they are the same.
 *
 * @param {string} version mediasoup's
 * @param {{ platform?: string, arch?: string, recipe?: string }} [made] for which machine, and how
 */
export function workerKey(version, made = {}) {
  const { platform = process.platform, arch = process.arch, recipe = recipeDigest() } = made;
  return `${version}-${platform}-${arch}-${recipe.slice(0, 12)}`;
}

/**
 * @param {string} cacheDir Meridian's cache folder
 * @param {string} key from `workerKey`
 */
export function workerPaths(cacheDir, key) {
  const base = path.join(cacheDir, 'mediasoup-worker');
  return {
    dir: path.join(base, key),
    binary: path.join(base, key, 'mediasoup-worker'),
    lock: path.join(base, `${key}.lock`),
    build: path.join(base, `${key}.build`),
    log: path.join(base, `${key}.log`),
  };
}

/** @typedef {ReturnType<typeof workerPaths>} WorkerPaths */
