// @ts-check

/**
 * A step that could not be done, in the three things a person needs to know. The step runner
 * prints these and nothing else; a stack trace would only bury them.
 */
export class SetupFailure extends Error {
  /**
   * @param {object} parts
   * @param {string} parts.what what failed, as one sentence
   * @param {string} parts.why the reason, may have several lines (the end of a compiler's output)
   * @param {string} parts.mend the one command that mends it
   * @param {unknown} [parts.cause] the error underneath, shown with DEBUG alone
   */
  constructor({ what, why, mend, cause }) {
    super(`${what}: ${why}`, { cause });
    this.name = 'SetupFailure';
    this.what = what;
    this.why = why;
    this.mend = mend;
  }
}

/**
 * Any thrown value as the text printed for it: three labelled lines (the reason may take more,
 * set in under its label), and the stack when `debug` is on.
 *
 * @param {unknown} error
 * @param {{ title: string, command: string, debug: boolean }} context the step's title and the
 *   command that started the set-up, for errors that carry no advice of their own
 * @returns {string}
 */
export function describeFailure(error, { title, command, debug }) {
  const failure = error instanceof SetupFailure ? error : asFailure(error, title, command);
  const text = [
    `  What failed:    ${indent(failure.what)}`,
    `  Why:            ${indent(failure.why)}`,
    `  How to mend it: ${indent(failure.mend)}`,
  ].join('\n');
  if (!debug) return `${text}\n`;
  const below = textProperty(failure.cause, 'stack');
  const cause = below === undefined ? '' : `\ncaused by ${below}`;
  return `${text}\n\n${failure.stack ?? ''}${cause}\n`;
}

/**
 * Errors of the operating system have well-known remedies; for the rest the trace is the remedy.
 *
 * @param {unknown} error
 * @param {string} title
 * @param {string} command
 */
function asFailure(error, title, command) {
  const what = `The step "${title}"`;
  const why = messageOf(error);
  const code = errorCode(error);
  const path = textProperty(error, 'path') ?? process.cwd();
  if (code === 'ENOSPC')
    return new SetupFailure({ what, why, mend: diskFullMend(path), cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const mend = `sudo chown -R "$(id -un)" '${path}'`;
    return new SetupFailure({ what, why, mend, cause: error });
  }
  return new SetupFailure({ what, why, mend: `DEBUG=1 ${command}`, cause: error });
}

/*
 * Errors are told by their shape, not by `instanceof`: those of Node.js itself belong to another
 * realm when this code runs inside a VM context, as under a test runner.
 */

/**
 * @param {unknown} error
 * @returns {string | undefined} the code of a system error, such as `ENOENT`
 */
export function errorCode(error) {
  return textProperty(error, 'code');
}

/** @param {unknown} error */
export function messageOf(error) {
  return textProperty(error, 'message') ?? String(error);
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {string | undefined}
 */
function textProperty(value, name) {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = /** @type {Record<string, unknown>} */ (value)[name];
  return typeof found === 'string' ? found : undefined;
}

/** @param {string} path a path on the disk that is full */
export function diskFullMend(path) {
  return `df -h '${path}'   (free some space there, then run the same command again)`;
}

/** @param {string} text */
function indent(text) {
  return text.trimEnd().split('\n').join('\n                  ');
}
