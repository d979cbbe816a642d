import { randomUUID } from 'node:crypto';
import { mkdir, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartError, systemErrorCode } from './start-error.js';

function reason(code: string | undefined): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOENT':
      return 'the system makes no folder there';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'no space is left';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'part of the path is a file, not a folder';
    default:
      return code ?? 'unknown reason';
  }
}

/**
 * Makes a folder and those above it. Node's own `recursive` turns in circles for ever where the
 * system denies the existence of a folder it refuses to make, as under `/proc`.
 */
async function makeFolders(path: string): Promise<void> {
  try {
    await stat(path);
    return;
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
  await makeFolders(dirname(path));
  try {
    await mkdir(path, { mode: 0o755 });
  } catch (error) {
    // Another process may have been faster.
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  }
}

/** Makes the data folder and proves that it can be written, rather than fail in the first meeting. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.write-probe-${randomUUID()}`);
  try {
    await makeFolders(dataDir);
    await writeFile(probe, '');
    await unlink(probe);
  } catch (error) {
    throw new StartError(
      `The data folder ${dataDir} cannot be written: ${reason(systemErrorCode(error))}.`,
      {
        mend: 'give the user that runs Meridian the right to write there, or set DATA_DIR to a folder it may write.',
        cause: error,
      },
    );
  }
}
