// @ts-check
// Watch mode: rebuilds and restarts the server when its sources change, and rebuilds the web
// client beside it. Run by `npm run dev`, which has set everything up.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isServerInput, serverBuildStep, viteArguments, webStamp } from './builds.mjs';
import { createContext } from './context.mjs';
import { withLock } from './directory-lock.mjs';
import { describeFailure } from './setup-failure.mjs';

/** Editors write a file in several steps, and branches change many files at once. */
const SETTLE_MS = 150;

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const context = createContext(ROOT, process.env, 'save it again');
const serverBuild = serverBuildStep(context);

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let ending = false;
/** Rebuilds happen one after another: each waits for the one before. */
let queue = Promise.resolve();
/** @type {NodeJS.Timeout | undefined} */
let settling;

// What Vite writes from now on is nobody's finished build.
fs.rmSync(webStamp(ROOT), { force: true });
const web = spawn(process.execPath, [...viteArguments(ROOT), '--watch'], {
  cwd: ROOT,
  stdio: ['ignore', 'inherit', 'inherit'],
});

for (const folder of ['apps', 'libs']) {
  fs.watch(path.join(ROOT, folder), { recursive: true }, (_event, name) => {
    const file = `${folder}/${name ?? ''}`;
    if (!isServerInput(file) || file.startsWith('apps/web/')) return;
    clearTimeout(settling);
    settling = setTimeout(() => (queue = queue.then(rebuild)), SETTLE_MS);
  });
}

process.on('SIGINT', end);
process.on('SIGTERM', end);
queue = queue.then(rebuild);

async function rebuild() {
  if (ending) return;
  try {
    await withLock(
      context.lock,
      () => {},
      async () => serverBuild.run(() => {}),
    );
  } catch (error) {
    // The server of the last good build goes on.
    const options = { title: serverBuild.title, command: context.command, debug: false };
    process.stderr.write(describeFailure(error, options));
    return;
  }
  await stopServer();
  if (ending) return;
  server = spawn(process.execPath, ['--enable-source-maps', 'dist/apps/standalone/src/main.js'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

async function stopServer() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  await gone;
}

async function end() {
  if (ending) return;
  ending = true;
  web.kill('SIGTERM');
  await stopServer();
  process.exit(0);
}
