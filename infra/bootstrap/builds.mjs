// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { lastWords, runCommand } from './child-command.mjs';
import { digestFiles, listFiles, readStamp, writeStamp } from './digest.mjs';
import { SetupFailure } from './setup-failure.mjs';

/** The lock file stands for the compilers' versions. */
const SERVER_INPUTS = ['apps', 'libs', '.swcrc', 'package-lock.json'];
const WEB_INPUTS = [
  'apps/web',
  'libs/protocol',
  'libs/i18n',
  'tsconfig.base.json',
  'package-lock.json',
];
const WEB_DIR = 'apps/web';

/**
 * Compiles the server's TypeScript into dist/.
 *
 * @param {import('./context.mjs').Context} context
 * @returns {import('./step-runner.mjs').Step}
 */
export function serverBuildStep(context) {
  const { root, lock } = context;
  const digest = () => digestFiles(root, SERVER_INPUTS, isServerInput);
  return buildStep({
    title: 'Server build',
    lock,
    stamp: path.join(root, 'dist', '.stamps', 'server'),
    output: path.join(root, 'dist', 'apps', 'standalone', 'src', 'main.js'),
    digest,
    build: () => buildServer(context),
  });
}

/**
 * Bundles the web client into dist/apps/web/public.
 *
 * @param {import('./context.mjs').Context} context
 * @returns {import('./step-runner.mjs').Step}
 */
export function webBuildStep(context) {
  const { root, lock } = context;
  return buildStep({
    title: 'Web build',
    lock,
    stamp: webStamp(root),
    output: path.join(root, 'dist', WEB_DIR, 'public', 'index.html'),
    digest: () => digestFiles(root, WEB_INPUTS, isNotTest),
    build: () => buildWeb(context),
  });
}

/** @param {string} root */
export function webStamp(root) {
  return path.join(root, 'dist', '.stamps', 'web');
}

/**
 * A build whose inputs' digest is taken before it begins: what changes while it runs is built the
 * next time.
 *
 * @param {{ title: string, lock: string, stamp: string, output: string, digest: () => string, build: () => Promise<void> }} parts
 * @returns {import('./step-runner.mjs').Step}
 */
function buildStep({ title, lock, stamp, output, digest, build }) {
  return {
    title,
    lock,
    upToDate: () => readStamp(stamp) === digest() && fs.existsSync(output),
    run: async () => {
      const inputs = digest();
      fs.rmSync(stamp, { force: true });
      await build();
      writeStamp(stamp, inputs);
    },
  };
}

/**
 * Compiles beside dist/ and then swaps folder by folder, so that nothing of a deleted source is
 * left and a failed build leaves the last good one.
 *
 * @param {import('./context.mjs').Context} context
 */
async function buildServer({ root, node, env, command }) {
  const dist = path.join(root, 'dist');
  const fresh = path.join(dist, '.next');
  fs.rmSync(fresh, { recursive: true, force: true });
  const swc = path.join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const args = [swc, 'apps', 'libs', '-d', fresh];
  const result = await runCommand(node, args, { cwd: root, env });
  if (result.code !== 0) {
    throw new SetupFailure({
      what: 'Compiling the server',
      why: lastWords({ ...result, lines: whatSwcSays(result.lines) }, 20),
      mend: `${command}   (after mending the source named above)`,
    });
  }
  copyAssets(root, fresh);
  swapIn(fresh, dist);
}

/**
 * The first errors with their places, without swc's own stack, which is no business of the reader's.
 *
 * @param {string[]} lines
 */
function whatSwcSays(lines) {
  return lines
    .filter(
      (line) => !/^\s*(Stack backtrace:|Caused by:|Syntax Error$|\d+: |at |Success)/.test(line),
    )
    .slice(0, 20);
}

/**
 * swc takes TypeScript alone; catalogues, templates and scripts beside it are the server's too.
 *
 * @param {string} root
 * @param {string} fresh
 */
function copyAssets(root, fresh) {
  const isAsset = (/** @type {string} */ file) =>
    /\/src\//.test(file) && !/\.(ts|tsx|mts|md)$/.test(file);
  const files = ['apps', 'libs'].flatMap((folder) => listFiles(root, folder, isServerInput));
  for (const file of files.filter(isAsset)) {
    const target = path.join(fresh, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(path.join(root, file), target);
  }
}

/**
 * @param {string} fresh what was compiled: apps/* and libs/*
 * @param {string} dist where the web build has a folder of its own, which stays
 */
function swapIn(fresh, dist) {
  for (const group of ['apps', 'libs']) {
    const names = (/** @type {string} */ folder) =>
      fs.existsSync(path.join(folder, group)) ? fs.readdirSync(path.join(folder, group)) : [];
    for (const name of names(dist)) {
      if (`${group}/${name}` === WEB_DIR) continue;
      fs.rmSync(path.join(dist, group, name), { recursive: true, force: true });
    }
    fs.mkdirSync(path.join(dist, group), { recursive: true });
    for (const name of names(fresh)) {
      if (`${group}/${name}` === WEB_DIR) continue;
      fs.renameSync(path.join(fresh, group, name), path.join(dist, group, name));
    }
  }
  fs.rmSync(fresh, { recursive: true, force: true });
}

/** @param {import('./context.mjs').Context} context */
async function buildWeb({ root, node, env, command }) {
  const result = await runCommand(node, viteArguments(root), {
    cwd: root,
    // The tests' NODE_ENV would put React's development build into the bundle.
    env: { ...env, NODE_ENV: 'production' },
  });
  if (result.code === 0) return;
  throw new SetupFailure({
    what: 'Building the web client',
    why: lastWords(result, 12),
    mend: `${command}   (after mending the source named above)`,
  });
}

/** @param {string} root */
export function viteArguments(root) {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  // The output lies outside Vite's root, so it has to be told to empty it.
  return [vite, 'build', '-c', `${WEB_DIR}/vite.config.ts`, '--emptyOutDir'];
}

/** @param {string} file */
function isNotTest(file) {
  return !/\.test\.[a-z]+$/.test(file);
}

/** @param {string} file */
export function isServerInput(file) {
  return file !== WEB_DIR && isNotTest(file);
}
