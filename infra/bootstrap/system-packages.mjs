// @ts-check
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { lastWords, runCommand } from './child-command.mjs';
import { SetupFailure } from './setup-failure.mjs';

/**
 * @typedef {object} SystemPackage
 * @property {string} name its name in Debian and Ubuntu
 * @property {string[]} [commands] any of these on the PATH does as well, wherever it came from
 * @property {string} [module] a module of pkg-config does as well
 * @property {string} [fontsFor] a language for which fontconfig must know a font, likewise
 * @property {string} [variable] an environment variable that names another program, likewise
 */

/**
 * What building the media worker takes.
 *
 * @type {readonly SystemPackage[]}
 */
export const WORKER_PACKAGES = [
  { name: 'meson', commands: ['meson'] },
  { name: 'ninja-build', commands: ['ninja'] },
  { name: 'g++', commands: ['g++'] },
  { name: 'pkg-config', commands: ['pkg-config'] },
  { name: 'libuv1-dev', module: 'libuv' },
  { name: 'libssl-dev', module: 'openssl' },
  { name: 'libsrtp2-dev', module: 'libsrtp2' },
  { name: 'libabsl-dev', module: 'absl_hash' },
  { name: 'libflatbuffers-dev', module: 'flatbuffers' },
  { name: 'flatbuffers-compiler', commands: ['flatc'] },
];

/**
 * What the tests take: a browser, a real Redis, voices and tones, letters to see on screenshots.
 *
 * @type {readonly SystemPackage[]}
 */
export const TEST_PACKAGES = [
  { name: 'chromium', commands: ['chromium'], variable: 'CHROMIUM_PATH' },
  { name: 'redis-server', commands: ['redis-server'] },
  { name: 'flite', commands: ['flite'] },
  { name: 'sox', commands: ['sox'] },
  { name: 'fonts-noto-cjk', fontsFor: 'zh-cn' },
  { name: 'fonts-noto-core', fontsFor: 'ru' },
];

/**
 * @param {readonly SystemPackage[]} wanted
 * @param {NodeJS.ProcessEnv} env
 * @returns {SystemPackage[]} those that are neither installed nor provided otherwise
 */
export function missingPackages(wanted, env) {
  const installed = findOnPath('dpkg-query', env) ? installedByDpkg(wanted, env) : new Set();
  return wanted.filter((wish) => !installed.has(wish.name) && !providedOtherwise(wish, env));
}

/**
 * @param {string} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} its path
 */
export function findOnPath(command, env) {
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, command)).find(isExecutable);
}

/** @param {readonly string[]} names */
export function aptInstallCommand(names) {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

/**
 * The step that makes the wanted packages be there.
 *
 * @param {import('./context.mjs').Context} context
 * @param {readonly SystemPackage[]} wanted
 * @returns {import('./step-runner.mjs').Step}
 */
export function systemPackagesStep({ env }, wanted) {
  const title = 'System packages';
  return {
    title,
    upToDate: () => missingPackages(wanted, env).length === 0,
    run: async (report) => {
      const names = missingPackages(wanted, env).map(({ name }) => name);
      const refusal = whyNotInstalled(names, {
        isRoot: process.getuid?.() === 0,
        hasApt: findOnPath('apt-get', env) !== undefined,
      });
      if (refusal) throw refusal;
      await aptInstall(names, env, report);
    },
  };
}

/**
 * Packages are installed only by root and only where apt-get is; else they are named.
 *
 * @param {readonly string[]} names
 * @param {{ isRoot: boolean, hasApt: boolean }} machine
 * @returns {SetupFailure | undefined}
 */
export function whyNotInstalled(names, { isRoot, hasApt }) {
  if (isRoot && hasApt) return undefined;
  const what = `Installing what the system lacks: ${names.join(', ')}`;
  if (hasApt) {
    const why = 'Only root may install system packages, and this is not root.';
    return new SetupFailure({ what, why, mend: aptInstallCommand(names) });
  }
  return new SetupFailure({
    what,
    why: 'There is no apt-get here. These are the Debian names of what is needed.',
    mend: `install with this system's own package manager: ${names.join(' ')}`,
  });
}

/**
 * @param {readonly string[]} names
 * @param {NodeJS.ProcessEnv} env
 * @param {(detail: string) => void} report
 */
async function aptInstall(names, env, report) {
  // Another apt (unattended upgrades on a fresh machine) may hold the lock for a while.
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=2'];
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_MODE: 'a' } };
  report('apt-get update');
  const update = await runCommand('apt-get', [...options, 'update'], quiet);
  report(`installing ${names.join(' ')}`);
  const args = [...options, 'install', '-y', '--no-install-recommends', ...names];
  const install = await runCommand('apt-get', args, quiet);
  if (install.code === 0) return;
  // Where updating failed, lists may still have been there; where they were not, it is the reason.
  const reason = errorLines(update.code === 0 ? install : update);
  throw new SetupFailure({
    what: `Installing the system packages ${names.join(', ')}`,
    why: reason,
    mend: aptInstallCommand(names).replaceAll('sudo ', ''),
  });
}

/** @param {import('./child-command.mjs').CommandResult} result */
function errorLines(result) {
  const errors = result.lines.filter((line) => /^(E|Err|W):/.test(line));
  return lastWords({ ...result, lines: errors.length > 0 ? errors : result.lines }, 6);
}

/**
 * @param {readonly SystemPackage[]} wanted
 * @param {NodeJS.ProcessEnv} env
 */
function installedByDpkg(wanted, env) {
  const names = wanted.map(({ name }) => name);
  const format = '${binary:Package} ${db:Status-Status}\n';
  const query = spawnSync('dpkg-query', ['-W', '-f', format, ...names], { env, encoding: 'utf8' });
  const installed = (query.stdout ?? '')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, status]) => status === 'installed')
    // A library's name carries its architecture: `libssl-dev:amd64`.
    .map(([name]) => name?.split(':')[0]);
  return new Set(installed);
}

/**
 * @param {SystemPackage} wish
 * @param {NodeJS.ProcessEnv} env
 */
function providedOtherwise({ commands = [], module, fontsFor, variable }, env) {
  const named = variable === undefined ? undefined : env[variable];
  if (named) return isExecutable(named);
  if (commands.some((command) => findOnPath(command, env))) return true;
  if (module) return succeeds('pkg-config', ['--exists', module], env);
  if (!fontsFor) return false;
  const fonts = spawnSync('fc-list', [`:lang=${fontsFor}`, 'family'], { env, encoding: 'utf8' });
  return (fonts.stdout ?? '').trim() !== '';
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function succeeds(command, args, env) {
  return spawnSync(command, args, { env, stdio: 'ignore' }).status === 0;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    // Missing, or in a folder that may not be looked into: for us there is no program.
    return false;
  }
}
