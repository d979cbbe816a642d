import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartError, systemErrorCode } from './start-error.js';

const secretPattern = /^[A-Za-z0-9_-]+$/;

async function readSecret(path: string, bytes: number): Promise<string | undefined> {
  let text: string;
  try {
    text = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT') return undefined;
    if (code === 'EACCES' || code === 'EPERM') {
      throw new StartError(`The key file ${path} may not be read by this user.`, {
        mend: 'start Meridian as the user that made it, or hand the whole data folder over with chown.',
        cause: error,
      });
    }
    throw error;
  }
  if (!secretPattern.test(text) || Buffer.from(text, 'base64url').length < bytes) {
    throw new StartError(`The key file ${path} is damaged.`, {
      mend: `restore it from a backup, or delete it to get a new one.`,
    });
  }
  return text;
}

/**
 * Reads a secret (base64url) from a file only its owner may read, making it on first use. Of several
 * processes that start at once, one makes it and all get the same: the file appears whole, under
 * its name, or not at all.
 */
export async function readOrCreateSecret(path: string, bytes = 32): Promise<string> {
  const existing = await readSecret(path, bytes);
  if (existing !== undefined) return existing;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(bytes).toString('base64url')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    // Somebody else was faster: theirs is the secret.
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  const secret = await readSecret(path, bytes);
  if (secret === undefined) throw new Error(`The key file ${path} vanished while it was made.`);
  return secret;
}
