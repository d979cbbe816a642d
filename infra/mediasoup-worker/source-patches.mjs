// @ts-check
import fs from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} Patch
 * @property {string} file relative to mediasoup's `worker` folder
 * @property {string} find text that must occur exactly once
 * @property {string} replace
 * @property {string} why
 */

/**
 * The edits that let mediasoup's worker be built against a distribution's packages.
 *
 * @type {readonly Patch[]}
 */
export const WORKER_PATCHES = [
  {
    file: 'meson.build',
    find: "meson_version: '>= 1.1.0'",
    replace: "meson_version: '>= 1.0.0'",
    why: 'Debian 12 has Meson 1.0.1, which understands all that the file uses.',
  },
  {
    file: 'meson.build',
    find: "ankerl_unordered_dense_dep = dependency('unordered_dense')",
    replace:
      "ankerl_unordered_dense_dep = subproject('unordered-dense').get_variable('ankerl_unordered_dense_dep')",
    why: 'Without its wrap file, Meson would look for the dependency in the system alone.',
  },
  {
    file: 'src/RTC/DtlsTransport.cpp',
    find: '(operationType == BIO_CB_RETURN) ? static_cast<long>(ret) : 1;',
    replace: '((operationType & BIO_CB_RETURN) != 0) ? static_cast<long>(ret) : 1;',
    why:
      'BIO_CB_RETURN is a flag. Compared for equality it never matches, so control calls are all ' +
      'answered with 1, and an OpenSSL with kernel TLS takes the memory BIO for a kernel TLS ' +
      'socket, allocates no write buffer and crashes at the first ClientHello.',
  },
];

/**
 * Applies the patches to a copy of the sources. Another version of mediasoup may have other text:
 * then this throws, so that sources are never half patched in silence.
 *
 * @param {string} sourceDir a copy of mediasoup's `worker` folder
 * @param {readonly Patch[]} patches
 */
export function applyPatches(sourceDir, patches) {
  for (const { file, find, replace, why } of patches) {
    const target = path.join(sourceDir, file);
    const text = fs.readFileSync(target, 'utf8');
    const occurrences = text.split(find).length - 1;
    if (occurrences !== 1) {
      throw new Error(
        `${file} has ${occurrences} places, not one, that read\n${find}\n` +
          `This patch needs another look for this version of mediasoup. What it is for: ${why}`,
      );
    }
    fs.writeFileSync(
      target,
      text.replace(find, () => replace),
    );
  }
}
