// The whole check, in the order of what is quickest to tell: lint, types, unit, integration,
// end-to-end. Every stage runs even when an earlier one failed, and the last line counts all of it.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = (name) => join('node_modules', '.bin', name);
const directory = await mkdtemp(join(tmpdir(), 'meridian-tests-'));

const run = (command, args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(false);
    });
    child.once('exit', (code) => resolve(code === 0));
  });

/** A stage that is one check. */
const check = (name, command, ...args) => ({
  name,
  run: async () =>
    (await run(command, args)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
});

/** A stage of jest, counted test by test. */
const jest = (project, ...args) => ({
  name: `${project} tests`,
  run: async () => {
    const report = join(directory, `${project}.json`);
    const ok = await run(process.execPath, [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--selectProjects',
      project,
      '--json',
      '--outputFile',
      report,
      ...args,
    ]);
    const counts = await readFile(report, 'utf8').then(JSON.parse, () => null);
    if (!counts) return { passed: 0, failed: 1 };
    const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
    // A run that jest calls failed counts as one even when no single test was.
    return { passed: counts.numPassedTests, failed: ok ? failed : Math.max(1, failed) };
  },
});

const stages = [
  check('lint', bin('eslint'), '.', '--max-warnings', '0'),
  check('format', bin('prettier'), '--check', '.', '--log-level', 'warn'),
  check('unused code', bin('knip')),
  check('types of the server', bin('tsc'), '-p', 'tsconfig.json'),
  check('types of the web client', bin('tsc'), '-p', 'apps/web/tsconfig.json'),
  check('types of the tests', bin('tsc'), '-p', 'test/tsconfig.json'),
  jest('unit'),
  // These start databases, Redis and media workers of their own: two at a time fit two cores.
  jest('integration', '--maxWorkers=2'),
  jest('e2e', '--runInBand'),
  jest('faults', '--runInBand'),
];

const results = [];
for (const stage of stages) {
  const started = performance.now();
  console.log(`\n▸ ${stage.name}`);
  const result = await stage.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${result.failed ? '✗' : '✓'} ${stage.name} (${seconds} s)`);
  results.push({ name: stage.name, ...result });
}
await rm(directory, { recursive: true, force: true });

const sum = (part) => results.reduce((total, result) => total + result[part], 0);
for (const { name, failed } of results) if (failed) console.log(`Failed: ${name} (${failed})`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
