// @ts-check
import { withLock } from './directory-lock.mjs';
import { ProgressLine } from './progress-line.mjs';
import { describeFailure } from './setup-failure.mjs';

/**
 * @typedef {object} Step
 * @property {string} title what the step brings about, as shown on the screen
 * @property {() => boolean | Promise<boolean>} [upToDate] whether there is nothing to do. Asked on
 *   every start, so it is quick and never touches the network
 * @property {(report: (detail: string) => void) => Promise<string | void>} run does the step; what
 *   it returns is shown instead of `done`
 * @property {string} [lock] a folder that stands for what the step writes; two set-ups at once
 *   take turns on it, and the second finds the work done
 */

/**
 * @typedef {object} RunOptions
 * @property {string} command the command the user gave, for advice in failures
 * @property {boolean} [debug] print stack traces
 * @property {NodeJS.WritableStream & { isTTY?: boolean, columns?: number }} [out] standard error
 *   by default: standard output belongs to the program that is being started
 */

/**
 * Runs one step with its line on the screen.
 *
 * @param {Step} step
 * @param {RunOptions} options
 * @returns {Promise<boolean>} whether the step is done; when not, why has been printed
 */
export async function runStep(step, options) {
  const out = options.out ?? process.stderr;
  const line = new ProgressLine(step.title, out);
  try {
    if (await step.upToDate?.()) {
      line.end('skipped (up to date)');
      return true;
    }
    line.start();
    line.end(await perform(step, line));
    return true;
  } catch (error) {
    line.end(`failed (${line.elapsed()})`);
    const debug = options.debug ?? false;
    out.write(describeFailure(error, { title: step.title, command: options.command, debug }));
    return false;
  }
}

/**
 * @param {Step} step
 * @param {ProgressLine} line
 * @returns {Promise<string>} the outcome to show
 */
async function perform(step, line) {
  const run = async () => {
    const outcome = await step.run((detail) => line.report(detail));
    return `${outcome ?? 'done'} (${line.elapsed()})`;
  };
  if (step.lock === undefined) return run();
  const onWait = (/** @type {string} */ owner) => line.report(`waiting for ${owner}`);
  return withLock(step.lock, onWait, async (waited) => {
    if (waited && (await step.upToDate?.())) return `done by another set-up (${line.elapsed()})`;
    line.report('');
    return run();
  });
}
