// @ts-check
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './setup-failure.mjs';

/**
 * A digest of the names and contents of files, so that a step can tell whether its inputs changed.
 * Contents rather than times: a fresh checkout or a switched branch gives every file a new time,
 * and hashing this project's sources takes a few hundredths of a second.
 *
 * @param {string} root paths enter the digest relative to it
 * @param {string[]} inputs files and folders below `root`; one that is missing counts as missing
 * @param {(relative: string) => boolean} [include] called with `/`-separated paths, of folders too
 * @returns {string} hexadecimal SHA-256
 */
export function digestFiles(root, inputs, include = () => true) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of listFiles(root, input, include)) {
      const content = fs.readFileSync(path.join(root, file));
      hash.update(`${file}\0${content.length}\0`).update(content);
    }
    hash.update(`end of ${input}\0`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} relative a file or folder below `root`
 * @param {(relative: string) => boolean} [include]
 * @returns {string[]} the files in it, sorted, relative to `root`; none when it does not exist
 */
export function listFiles(root, relative, include = () => true) {
  const stat = fs.statSync(path.join(root, relative), { throwIfNoEntry: false });
  if (!stat || !include(relative)) return [];
  if (!stat.isDirectory()) return [relative];
  return fs
    .readdirSync(path.join(root, relative))
    .filter((name) => name !== 'node_modules')
    .sort()
    .flatMap((name) => listFiles(root, `${relative}/${name}`, include));
}

/**
 * @param {string} stamp the file that records what a step last succeeded with
 * @returns {string | undefined}
 */
export function readStamp(stamp) {
  try {
    return fs.readFileSync(stamp, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Written beside and renamed, so that an interrupted write leaves no half stamp.
 *
 * @param {string} stamp
 * @param {string} digest
 */
export function writeStamp(stamp, digest) {
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  const fresh = `${stamp}.${process.pid}`;
  fs.writeFileSync(fresh, `${digest}\n`);
  fs.renameSync(fresh, stamp);
}
