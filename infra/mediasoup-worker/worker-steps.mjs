// @ts-check
import { SetupFailure } from '../bootstrap/setup-failure.mjs';
import { fetchPrebuilt, prebuiltUrl } from './prebuilt-worker.mjs';
import { buildWorker } from './source-build.mjs';
import { worthlessBecause } from './worker-binary.mjs';
import { mediasoupVersion, workerKey, workerPaths } from './worker-recipe.mjs';

/**
 * The media worker for this checkout, and the two steps that bring it about. Finding comes first,
 * before anything is installed, because only a build needs a compiler on the machine.
 *
 * @param {import('../bootstrap/context.mjs').Context} context
 */
export function planWorker({ root, cacheDir, env }) {
  const operators = env['MEDIASOUP_WORKER_BIN'];
  const version = mediasoupVersion(root);
  const paths = workerPaths(cacheDir, workerKey(version));
  const binary = operators || paths.binary;
  const isReady = () => worthlessBecause(binary) === undefined;

  /** @type {import('../bootstrap/step-runner.mjs').Step} */
  const find = {
    title: `Media worker (mediasoup ${version})`,
    upToDate: isReady,
    ...(operators ? {} : { lock: paths.lock }),
    run: async (report) => {
      if (operators) throw unusable(operators);
      if (env['MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD']) return 'to be built here';
      const refusal = await fetchPrebuilt(prebuiltUrl(version, env), paths.binary, report);
      return refusal === undefined ? 'done, prebuilt' : `to be built here: ${refusal}`;
    },
  };

  /** @type {import('../bootstrap/step-runner.mjs').Step} */
  const build = {
    title: 'Media worker, built from source (some minutes, once)',
    upToDate: isReady,
    lock: paths.lock,
    run: (report) => buildWorker(`${root}/node_modules/mediasoup/worker`, paths, report),
  };

  return { binary, isReady, find, build };
}

/** @param {string} operators */
function unusable(operators) {
  return new SetupFailure({
    what: 'Using the media worker that MEDIASOUP_WORKER_BIN names',
    why: worthlessBecause(operators) ?? `${operators} did not run at first, but does now.`,
    mend: 'unset MEDIASOUP_WORKER_BIN   (then Meridian finds or builds its own)',
  });
}
