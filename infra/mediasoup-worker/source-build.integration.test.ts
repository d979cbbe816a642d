import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findOnPath } from '../bootstrap/system-packages.mjs';
import { buildWorker } from './source-build.mjs';
import { WORKER_PATCHES } from './source-patches.mjs';
import { worthlessBecause } from './worker-binary.mjs';
import { workerPaths } from './worker-recipe.mjs';

/*
 * Meson, Ninja and the compiler are real; the sources are not mediasoup's, which take minutes, but
 * the least that has the same places to patch.
 */
const canBuild = ['meson', 'ninja', 'g++'].every((tool) => findOnPath(tool, process.env));

(canBuild ? describe : describe.skip)('building the worker from source', () => {
  let folder: string;
  let paths: ReturnType<typeof workerPaths>;
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  };
  const sources = (main: string): string => {
    const [, dense, bio] = WORKER_PATCHES;
    write('worker/src/main.cpp', main);
    write('worker/src/RTC/DtlsTransport.cpp', `// ${bio?.find}\n`);
    write('worker/subprojects/libuv.wrap', '');
    write(
      'worker/meson.build',
      `project('w', 'cpp', meson_version: '>= 1.1.0')\n# ${dense?.find}\n` +
        "executable('mediasoup-worker', 'src/main.cpp')\n",
    );
    return path.join(folder, 'worker');
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'meridian-source-'));
    paths = workerPaths(path.join(folder, 'cache'), 'key');
  });

  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('puts a checked binary into the cache, reports objects, and tidies up', async () => {
    const reports: string[] = [];
    await buildWorker(sources('int main() { return 41; }'), paths, (detail) =>
      reports.push(detail),
    );
    expect(worthlessBecause(paths.binary)).toBeUndefined();
    expect(reports).toContain('compiling, 2/2 objects');
    expect(fs.existsSync(paths.build)).toBe(false);
  });

  it('goes on with a build that was interrupted', async () => {
    const source = sources('int main() { return 0; }');
    const module = pathToFileURL(path.resolve('infra/mediasoup-worker/source-build.mjs')).href;
    const interrupted = `import { buildWorker } from ${JSON.stringify(module)};
      await buildWorker(${JSON.stringify(source)}, ${JSON.stringify(paths)}, (detail) => {
        if (detail === 'compiling') process.exit(130);
      });`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', interrupted]);
    expect(child.status).toBe(130);
    // Only the tree that the interruption left holds a worker that works.
    fs.writeFileSync(path.join(paths.build, 'worker/src/main.cpp'), 'int main() { return 41; }');
    await buildWorker(source, paths, () => {});
    expect(worthlessBecause(paths.binary)).toBeUndefined();
  });

  it('says what the compiler said first, and where the rest is', async () => {
    const broken = buildWorker(sources('int main() { return fortyOne; }'), paths, () => {});
    await expect(broken).rejects.toMatchObject({
      what: 'Compiling the media worker',
      why: expect.stringContaining(`‘fortyOne’ was not declared`),
      mend: expect.stringContaining('MEDIASOUP_WORKER_BIN='),
    });
    expect(fs.readFileSync(paths.log, 'utf8')).toContain('fortyOne');
    expect(fs.existsSync(paths.dir)).toBe(false);
  });

  it('names the packages to install when a library is missing', async () => {
    const source = sources('int main() { return 41; }');
    fs.appendFileSync(path.join(source, 'meson.build'), "dependency('no-such-library')\n");
    await expect(buildWorker(source, paths, () => {})).rejects.toMatchObject({
      what: 'Configuring the media worker',
      why: expect.stringContaining('no-such-library'),
      mend: expect.stringContaining('apt-get install -y --no-install-recommends meson'),
    });
  });

  it('refuses sources that it does not know', async () => {
    const source = sources('int main() { return 41; }');
    write('worker/src/RTC/DtlsTransport.cpp', '');
    await expect(buildWorker(source, paths, () => {})).rejects.toMatchObject({
      what: 'Building the media worker',
      why: expect.stringContaining('DtlsTransport.cpp has 0 places, not one'),
    });
  });

  it('does not keep a binary that does not work', async () => {
    const source = sources('int main() { return 0; }');
    await expect(buildWorker(source, paths, () => {})).rejects.toMatchObject({
      why: expect.stringContaining('exit code 0'),
    });
    expect(fs.existsSync(paths.binary)).toBe(false);
  });
});
