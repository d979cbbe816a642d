// @ts-check

const LOOK_EVERY_MS = 250;

/**
 * Tells when npm has gone. npm runs a script through a shell and sends that shell its signals; the
 * shell dies of them and hands nothing on, so a supervisor that stops `npm start` would leave the
 * server behind, and its port taken. Outside npm nothing is watched: a process put into the
 * background outlives the shell that started it, and means to.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {() => void} gone
 * @returns {() => void} stops watching
 */
export function watchParent(env, gone) {
  if (!env['npm_lifecycle_event']) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
