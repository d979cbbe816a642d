import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serverBuildStep } from './builds.mjs';
import { createContext } from './context.mjs';

describe('the server build', () => {
  let root: string;
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  const built = (file: string): boolean => fs.existsSync(path.join(root, 'dist', file));
  const step = (): ReturnType<typeof serverBuildStep> => {
    const env = { ...process.env, MERIDIAN_CACHE_DIR: path.join(root, 'cache') };
    return serverBuildStep(createContext(root, env, 'npm start'));
  };
  const build = async (): Promise<void> => {
    await step().run(() => {});
  };

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'meridian-build-'));
    fs.symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
    fs.copyFileSync('.swcrc', path.join(root, '.swcrc'));
    write('package.json', '{"type":"module"}');
    write('package-lock.json', '{}');
    write('apps/standalone/src/main.ts', "export { x } from '@meridian/i18n';");
    write('apps/standalone/src/main.test.ts', 'export const x = 1;');
    write('apps/web/src/app.css', '');
    write('libs/i18n/src/index.ts', 'export const x: number = 1;');
    write('libs/i18n/src/catalogues/en.json', '{}');
  });

  afterEach(() => fs.rmSync(root, { recursive: true }));

  it('compiles the server and brings along what lies beside its sources', async () => {
    expect(await step().upToDate?.()).toBe(false);
    await build();
    expect(built('apps/standalone/src/main.js')).toBe(true);
    expect(built('libs/i18n/src/catalogues/en.json')).toBe(true);
    expect(built('apps/standalone/src/main.test.js')).toBe(false);
    expect(built('apps/web')).toBe(false);
    expect(await step().upToDate?.()).toBe(true);
  });

  it('leaves nothing of a deleted source, and leaves the web build alone', async () => {
    write('libs/i18n/src/gone.ts', 'export const y = 1;');
    await build();
    write('dist/apps/web/public/index.html', 'kept');
    expect(built('libs/i18n/src/gone.js')).toBe(true);
    fs.rmSync(path.join(root, 'libs/i18n/src/gone.ts'));
    expect(await step().upToDate?.()).toBe(false);
    await build();
    expect(built('libs/i18n/src/gone.js')).toBe(false);
    expect(built('apps/web/public/index.html')).toBe(true);
  });

  it('keeps the last good build when a source is broken, and names the place', async () => {
    await build();
    write('libs/i18n/src/index.ts', 'export const x: = ;');
    await expect(build()).rejects.toMatchObject({
      what: 'Compiling the server',
      why: expect.stringContaining('libs/i18n/src/index.ts'),
    });
    expect(built('libs/i18n/src/index.js')).toBe(true);
    expect(await step().upToDate?.()).toBe(false);
  });
});
