import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  aptInstallCommand,
  findOnPath,
  missingPackages,
  whyNotInstalled,
} from './system-packages.mjs';

const NONE = { name: 'no-such-package-as-this' };
const onDebian = findOnPath('dpkg-query', process.env) ? it : it.skip;

describe('system packages', () => {
  it('are installed by root alone: others are told one command', () => {
    const refusal = whyNotInstalled(['meson', 'g++'], { isRoot: false, hasApt: true });
    expect(refusal?.mend).toBe(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends meson g++',
    );
    expect(refusal?.what).toContain('meson, g++');
  });

  it('are only named where there is no apt', () => {
    const refusal = whyNotInstalled(['meson'], { isRoot: true, hasApt: false });
    expect(refusal?.mend).toContain('meson');
    expect(refusal?.mend).not.toContain('apt-get');
  });

  it('are installed without a question by root on Debian', () => {
    expect(whyNotInstalled(['meson'], { isRoot: true, hasApt: true })).toBeUndefined();
    expect(aptInstallCommand(['a', 'b'])).toMatch(/ -y .* a b$/);
  });

  onDebian('are found installed, and missing', () => {
    const missing = missingPackages([{ name: 'dpkg' }, NONE, { name: 'libc6' }], process.env);
    expect(missing).toEqual([NONE]);
  });

  it('count as there when their command comes from elsewhere', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'meridian-path-'));
    const program = path.join(folder, 'ninja');
    const wish = { name: NONE.name, commands: ['ninja'] };
    try {
      fs.writeFileSync(program, '');
      expect(missingPackages([wish], { PATH: folder })).toEqual([wish]);
      fs.chmodSync(program, 0o755);
      expect(missingPackages([wish], { PATH: folder })).toEqual([]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('give way to a program that the operator names, if it can be run', () => {
    const wish = { name: NONE.name, variable: 'CHROMIUM_PATH' };
    const good = { PATH: '', CHROMIUM_PATH: process.execPath };
    expect(missingPackages([wish], good)).toEqual([]);
    expect(missingPackages([wish], { PATH: '', CHROMIUM_PATH: '/no/such' })).toEqual([wish]);
  });
});
