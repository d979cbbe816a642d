// @ts-check
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { lastWords, runCommand } from './child-command.mjs';
import { digestFiles, readStamp, writeStamp } from './digest.mjs';
import { installedMatchesLock, namesEveryPlatform, packageVersion } from './lock-file.mjs';
import { ensureNodeRuntime, ensurePostgresLinks } from './install-scripts.mjs';
import { SetupFailure } from './setup-failure.mjs';
import { findOnPath } from './system-packages.mjs';

/**
 * The step that installs exactly what package-lock.json names, with the project's own Node.js and
 * an embedded PostgreSQL among it.
 *
 * @param {import('./context.mjs').Context} context
 * @param {string} workerBinary where the media worker is or will be
 * @returns {import('./step-runner.mjs').Step}
 */
export function nodePackagesStep(context, workerBinary) {
  const { root, lock, node } = context;
  const stamp = path.join(root, 'node_modules', '.meridian-installed');
  return {
    title: 'npm packages',
    lock,
    upToDate: () => readStamp(stamp) === inputsDigest(root) && fs.existsSync(node),
    run: async (report) => {
      const env = installEnvironment(context, workerBinary);
      // Somebody may have installed by hand; then only the scripts' work is to be checked.
      if (!installedMatchesLock(root)) await install(context, env);
      report('checking');
      const systemNode = nodeOutside(root, context.env);
      const nodeVersion = packageVersion(root, 'node');
      await ensureNodeRuntime({ root, systemNode, env, version: nodeVersion });
      await ensurePostgresLinks({ root, systemNode, env });
      writeStamp(stamp, inputsDigest(root));
    },
  };
}

/** @param {string} root */
function inputsDigest(root) {
  return createHash('sha256')
    .update(digestFiles(root, ['package.json', 'package-lock.json']))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
}

/**
 * @param {import('./context.mjs').Context} context
 * @param {NodeJS.ProcessEnv} env
 */
async function install(context, env) {
  const { root, cacheDir } = context;
  const { file, args } = npmCommand(context);
  // Both install what the lock file names; `ci` also vouches that it is in step with package.json.
  const verb = namesEveryPlatform(root) ? ['ci'] : ['install', '--no-save'];
  // `include` because an operator's NODE_ENV=production would leave out the compilers.
  const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const log = path.join(cacheDir, 'logs', 'npm-install.log');
  fs.rmSync(log, { force: true });
  // npm takes what lies in node_modules for whole, also when an install was cut off half-way.
  fs.rmSync(path.join(root, 'node_modules'), { recursive: true, force: true });
  const result = await runCommand(file, [...args, ...verb, ...options], { cwd: root, env, log });
  if (result.code === 0) return;
  const errors = result.lines.filter((line) => /^npm (error|ERR!)/.test(line));
  const lines = errors.length > 0 ? errors.slice(0, 8) : result.lines;
  const outOfStep = lines.some((line) => line.includes('in sync') || line.includes('EUSAGE'));
  throw new SetupFailure({
    what: 'Installing the npm packages',
    why: `${lastWords({ ...result, lines })}\nThe full log: ${log}`,
    mend: outOfStep
      ? 'npm install --package-lock-only'
      : `${context.command}   (once the npm registry answers: npm ping)`,
  });
}

/**
 * npm as the one that runs this script, else as found on the PATH; never with a Node.js inside
 * node_modules, because `npm ci` deletes that while it runs.
 *
 * @param {import('./context.mjs').Context} context
 */
function npmCommand({ root, env }) {
  const cli = env['npm_execpath'];
  if (cli && path.basename(cli) === 'npm-cli.js' && fs.existsSync(cli)) {
    return { file: nodeOutside(root, env), args: [cli] };
  }
  const npm = findOnPath('npm', env);
  if (npm) return { file: npm, args: [] };
  throw new SetupFailure({
    what: 'Looking for npm',
    why: 'There is no npm on the PATH.',
    mend: 'sudo apt-get install -y npm',
  });
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
function nodeOutside(root, env) {
  return findOnPath('node', { PATH: pathOutside(root, env) }) ?? process.execPath;
}

/**
 * npm puts every `node_modules/.bin` above the project on the PATH of its scripts.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
function pathOutside(root, env) {
  const folders = (env['PATH'] ?? '').split(path.delimiter);
  return folders
    .filter((folder) => !folder.startsWith(path.join(root, 'node_modules')))
    .join(path.delimiter);
}

/**
 * @param {import('./context.mjs').Context} context
 * @param {string} workerBinary
 * @returns {NodeJS.ProcessEnv}
 */
function installEnvironment({ root, env }, workerBinary) {
  return {
    ...env,
    PATH: pathOutside(root, env),
    // mediasoup's own install script stands back when it is told where the worker is.
    MEDIASOUP_WORKER_BIN: workerBinary,
    // A dependency of a dependency reports installations to a third party unless told not to.
    SCARF_ANALYTICS: 'false',
    npm_config_update_notifier: 'false',
  };
}
