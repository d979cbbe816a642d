import { configExitCode, StartError } from './start-error.js';
import { variables, type VariableName, type VariableValues } from './config-variables.js';

/** Every setting, parsed once at boot. Frozen: nobody changes a setting of a running process. */
export interface MeridianConfig {
  readonly http: {
    readonly port: number;
    /** Undefined: every address of the machine, IPv4 and IPv6. */
    readonly host: string | undefined;
    /** Origin without a trailing slash; undefined: `http://localhost:<port>`. */
    readonly publicUrl: string | undefined;
    /** Reverse proxies whose `X-Forwarded-*` headers are believed. */
    readonly trustProxy: number;
  };
  /** Absolute path of the folder for everything that must survive a restart. */
  readonly dataDir: string;
  /** Undefined: the embedded PostgreSQL. */
  readonly database: { readonly url: string | undefined };
  /** Undefined: everything in this process. */
  readonly redis: { readonly url: string | undefined };
  readonly node: { readonly id: string | undefined; readonly region: string | undefined };
  readonly rtc: {
    /** Worker number n listens on `firstPort + n`, UDP and TCP. */
    readonly firstPort: number;
    readonly announcedAddress: string | undefined;
    readonly workers: number;
    readonly workerBinary: string | undefined;
  };
  readonly turn: { readonly urls: readonly string[]; readonly secret: string | undefined };
  /** Undefined: a key file in the data folder. */
  readonly joinLinks: { readonly key: string | undefined };
  readonly demo: VariableValues['DEMO'];
  readonly limits: {
    readonly roomMaxParticipants: number;
    /** Bits per second a participant's send transport may bring in. */
    readonly maxIncomingBitrate: number;
    /** Seconds a seat is kept for a participant whose signalling is lost. */
    readonly seatGraceSeconds: number;
  };
  readonly log: {
    readonly level: VariableValues['LOG_LEVEL'];
    readonly format: VariableValues['LOG_FORMAT'];
  };
}

/** One wrong variable. `given` is undefined where the value must not be shown. */
export interface ConfigProblem {
  readonly name: string;
  readonly given: string | undefined;
  readonly allowed: string;
}

export class ConfigError extends StartError {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(
      ({ name, given, allowed }) =>
        `  ${name}: ${given === undefined ? 'the value given (not shown)' : JSON.stringify(given)} is not allowed; allowed: ${allowed}.`,
    );
    super(`Some settings are wrong:\n${lines.join('\n')}`, {
      mend: 'set these environment variables right, or leave them out for the default.',
      exitCode: configExitCode,
    });
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Settings that are right each by itself, but not together. */
function contradictions(values: VariableValues): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (values.RTC_PORT + values.RTC_WORKERS - 1 > 65_535) {
    problems.push({
      name: 'RTC_PORT',
      given: String(values.RTC_PORT),
      allowed: `a port that leaves room for ${values.RTC_WORKERS} workers, one port each, up to 65535`,
    });
  }
  if (values.TURN_URLS.length > 0 && values.TURN_SECRET === undefined) {
    problems.push({
      name: 'TURN_SECRET',
      given: '',
      allowed: `${variables.TURN_SECRET.allowed}, since TURN_URLS is set`,
    });
  }
  if (values.TURN_SECRET !== undefined && values.TURN_URLS.length === 0) {
    problems.push({
      name: 'TURN_URLS',
      given: '',
      allowed: `${variables.TURN_URLS.allowed}, since TURN_SECRET is set`,
    });
  }
  return problems;
}

function parseVariables(env: NodeJS.ProcessEnv): VariableValues {
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(variables) as VariableName[]) {
    const { schema, allowed, secret } = variables[name];
    const given = env[name]?.trim();
    const parsed = schema.safeParse(given === '' ? undefined : given);
    if (parsed.success) values[name] = parsed.data;
    else problems.push({ name, given: secret ? undefined : (given ?? ''), allowed });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  // Every name of the table was parsed by its own schema just above.
  return values as VariableValues;
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) deepFreeze(part as object);
  }
  return Object.freeze(value);
}

/**
 * Reads every setting.
 *
 * @throws ConfigError listing each wrong variable with what was given and what is allowed
 */
export function loadConfig(env: NodeJS.ProcessEnv): MeridianConfig {
  const values = parseVariables(env);
  const problems = contradictions(values);
  if (problems.length > 0) throw new ConfigError(problems);
  return deepFreeze({
    http: {
      port: values.PORT,
      host: values.HOST,
      publicUrl: values.PUBLIC_URL,
      trustProxy: values.TRUST_PROXY,
    },
    dataDir: values.DATA_DIR,
    database: { url: values.DATABASE_URL },
    redis: { url: values.REDIS_URL },
    node: { id: values.NODE_ID, region: values.REGION },
    rtc: {
      firstPort: values.RTC_PORT,
      announcedAddress: values.RTC_ANNOUNCED_ADDRESS,
      workers: values.RTC_WORKERS,
      workerBinary: values.MEDIASOUP_WORKER_BIN,
    },
    turn: { urls: values.TURN_URLS, secret: values.TURN_SECRET },
    joinLinks: { key: values.JOIN_LINK_KEY },
    demo: values.DEMO,
    limits: {
      roomMaxParticipants: values.ROOM_MAX_PARTICIPANTS,
      maxIncomingBitrate: values.MAX_INCOMING_BITRATE,
      seatGraceSeconds: values.SEAT_GRACE_SECONDS,
    },
    log: { level: values.LOG_LEVEL, format: values.LOG_FORMAT },
  });
}
