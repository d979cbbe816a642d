// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './setup-failure.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {Record<string, LockedPackage>} LockedPackages by path, such as `node_modules/zod`
 */

/**
 * Whether node_modules holds what package-lock.json names: npm keeps, as its last act, a record of
 * what it installed. Optional packages may be absent, they belong to other platforms, and one of
 * this platform may be there without being named, see `namesEveryPlatform`.
 *
 * @param {string} root
 */
export function installedMatchesLock(root) {
  const installed = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  if (!installed || !wanted) return false;
  const nothingElse = Object.entries(installed).every(
    ([name, { version, integrity, optional }]) => {
      const wish = wanted[name];
      return wish ? wish.version === version && wish.integrity === integrity : optional === true;
    },
  );
  const nothingLacks = Object.entries(wanted).every(
    ([name, { optional, devOptional }]) =>
      name === '' || optional || devOptional || name in installed,
  );
  return nothingElse && nothingLacks;
}

/**
 * Whether package-lock.json names every optional dependency, as `npm ci` demands. A lock file
 * written against a registry that holds the packages of some platforms alone does not, and npm
 * adds what is missing neither there nor elsewhere: such a file is good for `npm install` only.
 *
 * @param {string} root
 */
export function namesEveryPlatform(root) {
  const packages = readPackages(path.join(root, 'package-lock.json')) ?? {};
  return Object.entries(packages).every(([name, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).every((dependency) => resolves(packages, name, dependency)),
  );
}

/**
 * Node's own rule: a package is looked for beside the asker, then one level up, to the top.
 *
 * @param {LockedPackages} packages
 * @param {string} from path of the package that asks, `''` for the project
 * @param {string} dependency
 */
function resolves(packages, from, dependency) {
  for (
    let place = from;
    ;
    place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))
  ) {
    if (`${place}${place === '' ? '' : '/'}node_modules/${dependency}` in packages) return true;
    if (place === '') return false;
  }
}

/**
 * @param {string} root
 * @param {string} name
 * @returns {string} the version that package-lock.json names
 */
export function packageVersion(root, name) {
  const version = readPackages(path.join(root, 'package-lock.json'))?.[`node_modules/${name}`]
    ?.version;
  if (version === undefined) throw new Error(`package-lock.json does not name ${name}.`);
  return version;
}

/**
 * @param {string} file
 * @returns {LockedPackages | undefined} undefined when there is no such file
 */
function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
