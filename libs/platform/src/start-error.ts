/** Exit status of a process whose settings are wrong (`EX_CONFIG` of sysexits.h). */
export const configExitCode = 78;

/**
 * Why Meridian cannot start, in words for whoever runs it. It is printed without a stack: what is
 * wrong, then how to mend it. Anything else thrown at start is a fault of ours and keeps its stack.
 */
export class StartError extends Error {
  /** One sentence telling the operator what to do. */
  readonly mend: string;
  readonly exitCode: number;

  constructor(
    message: string,
    options: { readonly mend: string; readonly cause?: unknown; readonly exitCode?: number },
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'StartError';
    this.mend = options.mend;
    this.exitCode = options.exitCode ?? 1;
  }

  /** The text an app prints to stderr before it exits. */
  describe(): string {
    return `${this.message}\n  To mend it: ${this.mend}`;
  }
}

/**
 * What Node tells of a failed system call (`EADDRINUSE`, `ENOENT`, ...); undefined for any other
 * error. It looks at the shape, since errors of Node's core may come from another realm, where
 * `instanceof Error` does not hold.
 */
export function systemErrorCode(error: unknown): string | undefined {
  const code = codeOf(error);
  return typeof code === 'string' ? code : undefined;
}

/** The exit status in the error of a child process that failed; undefined for any other error. */
export function exitStatusOf(error: unknown): number | undefined {
  const code = codeOf(error);
  return typeof code === 'number' ? code : undefined;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
