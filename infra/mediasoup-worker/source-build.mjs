// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { lastWords, runCommand } from '../bootstrap/child-command.mjs';
import { diskFullMend, errorCode, messageOf, SetupFailure } from '../bootstrap/setup-failure.mjs';
import { aptInstallCommand, WORKER_PACKAGES } from '../bootstrap/system-packages.mjs';
import { applyPatches, WORKER_PATCHES } from './source-patches.mjs';
import { installWorker } from './worker-binary.mjs';
import { MESON_OPTIONS, SUBPROJECTS_DIR } from './worker-recipe.mjs';

const TARGET = 'mediasoup-worker';
/** For when nothing else is left: a worker that was built elsewhere. */
const USE_ANOTHER = 'MEDIASOUP_WORKER_BIN=/path/to/mediasoup-worker npm start';
/** One C++ compiler may take this much memory with these sources. */
const BYTES_PER_JOB = 1e9;

/**
 * Builds the worker from the sources in mediasoup's npm package against the distribution's
 * libraries. About 260 objects and 12 minutes of one core. An interrupted build goes on where it
 * stopped; a failed one starts anew. The caller holds the lock.
 *
 * @param {string} sourceDir `worker` of the installed mediasoup
 * @param {import('./worker-recipe.mjs').WorkerPaths} paths
 * @param {(detail: string) => void} report
 */
export async function buildWorker(sourceDir, paths, report) {
  const tree = path.join(paths.build, 'worker');
  const output = path.join(tree, 'build');
  try {
    fs.rmSync(paths.log, { force: true });
    report('preparing the sources');
    await prepare(sourceDir, tree, output, paths);
    await compile(output, paths, report);
    installWorker(path.join(output, TARGET), paths.binary);
  } catch (error) {
    fs.rmSync(paths.build, { recursive: true, force: true });
    throw asSetupFailure(error, paths);
  }
  fs.rmSync(paths.build, { recursive: true, force: true });
}

/**
 * Copies and patches the sources and configures the build, unless an interrupted build has done so.
 *
 * @param {string} sourceDir
 * @param {string} tree
 * @param {string} output
 * @param {import('./worker-recipe.mjs').WorkerPaths} paths
 */
async function prepare(sourceDir, tree, output, paths) {
  const prepared = path.join(paths.build, 'prepared');
  if (fs.existsSync(prepared)) return;
  fs.rmSync(paths.build, { recursive: true, force: true });
  fs.cpSync(sourceDir, tree, { recursive: true });
  // The bundled libraries are all downloads; the system's stand in for them.
  fs.rmSync(path.join(tree, 'subprojects'), { recursive: true });
  fs.cpSync(SUBPROJECTS_DIR, path.join(tree, 'subprojects'), { recursive: true });
  applyPatches(tree, WORKER_PATCHES);
  const result = await runCommand('meson', ['setup', ...MESON_OPTIONS, output, tree], {
    log: paths.log,
  });
  if (result.code !== 0) throw commandFailure('Configuring the media worker', result, paths);
  fs.writeFileSync(prepared, '');
}

/**
 * @param {string} output
 * @param {import('./worker-recipe.mjs').WorkerPaths} paths
 * @param {(detail: string) => void} report
 */
async function compile(output, paths, report) {
  const jobs = Math.max(
    1,
    Math.min(os.availableParallelism(), Math.floor(os.totalmem() / BYTES_PER_JOB)),
  );
  const onLine = (/** @type {string} */ line) => {
    const objects = /^\[(\d+)\/(\d+)\]/.exec(line);
    if (objects) report(`compiling, ${objects[1]}/${objects[2]} objects`);
  };
  report('compiling');
  const args = ['-C', output, '-j', String(jobs), TARGET];
  const result = await runCommand('ninja', args, { log: paths.log, onLine });
  if (result.code !== 0) throw commandFailure('Compiling the media worker', result, paths);
}

/**
 * @param {string} what
 * @param {import('../bootstrap/child-command.mjs').CommandResult} result
 * @param {import('./worker-recipe.mjs').WorkerPaths} paths
 */
function commandFailure(what, result, paths) {
  const { lines } = result;
  const text = lines.join('\n');
  const log = `The full log: ${paths.log}`;
  if (/No space left on device/.test(text)) {
    const why = `The disk is full.\n${log}`;
    return new SetupFailure({ what, why, mend: diskFullMend(paths.dir) });
  }
  if (/(Killed|internal compiler error).*\(program cc1plus\)/.test(text)) {
    const why = `The compiler was killed, most likely because memory ran out.\n${log}`;
    const mend = 'free -h   (a compiler needs 1 GB; free some, then run the same command again)';
    return new SetupFailure({ what, why, mend });
  }
  const why = `${lastWords({ ...result, lines: fromFirstError(lines) }, 12)}\n${log}`;
  // No tool, no library: the packages are not all there. Anything else is beyond a command.
  const incomplete = result.problem?.includes('ENOENT') || /not found|No such file/.test(why);
  const mend = incomplete
    ? aptInstallCommand(WORKER_PACKAGES.map(({ name }) => name))
    : USE_ANOTHER;
  return new SetupFailure({ what, why, mend });
}

/**
 * The first error is the one to read; those after it mostly follow from it.
 *
 * @param {string[]} lines
 */
function fromFirstError(lines) {
  const at = lines.findIndex((line) => /\berror:|ERROR:|FAILED:/.test(line));
  return at < 0 ? lines : lines.slice(at, at + 12);
}

/**
 * @param {unknown} error
 * @param {import('./worker-recipe.mjs').WorkerPaths} paths
 */
function asSetupFailure(error, paths) {
  if (error instanceof SetupFailure || errorCode(error) !== undefined) return error;
  return new SetupFailure({
    what: 'Building the media worker',
    why: messageOf(error),
    mend: USE_ANOTHER,
    cause: error,
  });
}
