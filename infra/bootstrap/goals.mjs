// @ts-check
import { TEST_PACKAGES } from './system-packages.mjs';

/**
 * @typedef {object} Goal
 * @property {readonly import('./system-packages.mjs').SystemPackage[]} packages system packages it
 *   needs, besides those for building the media worker when that must be built
 * @property {boolean} builds whether server and web client are built before
 * @property {string[]} command what the project's own Node.js then runs
 * @property {string} [nodeEnv] NODE_ENV, unless it is set already
 * @property {boolean} [ownGroup] see `runInForeground`
 */

/**
 * Everything that `npm run …` can be asked for and what it takes. On the way to each lie: the
 * media worker, the system packages, the npm packages, the builds.
 *
 * @type {Readonly<Record<string, Goal>>}
 */
export const GOALS = {
  start: {
    packages: [],
    builds: true,
    command: ['dist/apps/standalone/src/main.js'],
    nodeEnv: 'production',
    ownGroup: true,
  },
  dev: {
    packages: [],
    builds: false,
    command: ['infra/bootstrap/dev.mjs'],
    nodeEnv: 'development',
    ownGroup: true,
  },
  test: { packages: TEST_PACKAGES, builds: true, command: ['test/run-tests.mjs'] },
  bench: { packages: TEST_PACKAGES, builds: true, command: ['test/bench/run-bench.mjs'] },
  faults: { packages: TEST_PACKAGES, builds: true, command: ['test/faults/run-faults.mjs'] },
  screenshots: {
    packages: TEST_PACKAGES,
    builds: true,
    command: ['test/screenshots/run-screenshots.mjs'],
  },
};
