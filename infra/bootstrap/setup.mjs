// @ts-check
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { planWorker } from '../mediasoup-worker/worker-steps.mjs';
import { serverBuildStep, webBuildStep } from './builds.mjs';
import { killRunningCommands } from './child-command.mjs';
import { createContext } from './context.mjs';
import { runInForeground } from './foreground.mjs';
import { GOALS } from './goals.mjs';
import { nodePackagesStep } from './node-packages.mjs';
import { watchParent } from './parent-watch.mjs';
import { describeFailure } from './setup-failure.mjs';
import { runStep } from './step-runner.mjs';
import { findOnPath, systemPackagesStep, WORKER_PACKAGES } from './system-packages.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Sets up what a goal needs, then runs it.
 *
 * @param {string | undefined} name a key of GOALS
 * @param {string[]} args handed on to the goal's command
 * @returns {Promise<number>} the exit code
 */
export async function main(name, args) {
  const goal = name === undefined ? undefined : GOALS[name];
  if (name === undefined || !goal) {
    process.stderr.write(`usage: node infra/bootstrap/run.mjs ${Object.keys(GOALS).join('|')}\n`);
    return 2;
  }
  const command = name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`;
  const options = { command, debug: Boolean(process.env['DEBUG']) };
  const stopListening = endOnSignals();
  try {
    const context = createContext(ROOT, process.env, command);
    const worker = planWorker(context);
    if (!(await setUp(goal, context, worker, options))) return 1;
    stopListening();
    return await runInForeground(context.node, [...goal.command, ...args], {
      cwd: ROOT,
      env: goalEnvironment(goal, context, worker.binary),
      ownGroup: goal.ownGroup ?? false,
    });
  } catch (error) {
    process.stderr.write(describeFailure(error, { ...options, title: command }));
    return 1;
  }
}

/**
 * The worker is looked for first: whether it must be built decides which system packages are
 * needed, and what a person has to do by hand is better asked for now than after a long download.
 *
 * @param {import('./goals.mjs').Goal} goal
 * @param {import('./context.mjs').Context} context
 * @param {ReturnType<typeof planWorker>} worker
 * @param {import('./step-runner.mjs').RunOptions} options
 * @returns {Promise<boolean>}
 */
async function setUp(goal, context, worker, options) {
  if (!(await runStep(worker.find, options))) return false;
  const mustBuildWorker = !worker.isReady();
  const packages = [...goal.packages, ...(mustBuildWorker ? WORKER_PACKAGES : [])];
  const steps = [
    ...(packages.length > 0 ? [systemPackagesStep(context, packages)] : []),
    nodePackagesStep(context, worker.binary),
    ...(mustBuildWorker ? [worker.build] : []),
    ...(goal.builds ? [serverBuildStep(context), webBuildStep(context)] : []),
  ];
  for (const step of steps) {
    if (!(await runStep(step, options))) return false;
  }
  return true;
}

/**
 * @param {import('./goals.mjs').Goal} goal
 * @param {import('./context.mjs').Context} context
 * @param {string} workerBinary
 * @returns {NodeJS.ProcessEnv}
 */
function goalEnvironment(goal, { env, node }, workerBinary) {
  const chromium = env['CHROMIUM_PATH'] || findOnPath('chromium', env);
  return {
    ...env,
    // Tools started by name run on the project's Node.js too, also outside npm.
    PATH: [path.dirname(node), env['PATH']].join(path.delimiter),
    MEDIASOUP_WORKER_BIN: workerBinary,
    ...(goal.nodeEnv && !env['NODE_ENV'] ? { NODE_ENV: goal.nodeEnv } : {}),
    ...(goal.packages.length > 0 && chromium ? { CHROMIUM_PATH: chromium } : {}),
  };
}

/**
 * Until the goal runs, a signal ends the set-up and what it has running. Locks are given back on
 * the way out.
 *
 * @returns {() => void} stops listening
 */
function endOnSignals() {
  const end = (/** @type {NodeJS.Signals} */ signal) => {
    killRunningCommands();
    process.stderr.write('\n');
    process.exit(128 + os.constants.signals[signal]);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  const stopWatching = watchParent(process.env, () => end('SIGTERM'));
  return () => {
    stopWatching();
    process.removeListener('SIGINT', end);
    process.removeListener('SIGTERM', end);
  };
}
