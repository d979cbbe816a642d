import {
  MeridianError,
  toErrorBody,
  type CommandDefinition,
  type ErrorBody,
} from '@meridian/protocol';
import type { Logger } from 'pino';
import type { z } from 'zod';

type AnyHandler = (request: unknown) => Promise<unknown>;
interface Entry {
  readonly command: CommandDefinition;
  readonly handler: AnyHandler;
}

export type Answer = { ok: true; data: unknown } | { ok: false; error: ErrorBody };

/** The service a command belongs to: the part of its name before the dot. */
export function serviceOf(commandName: string): string {
  return commandName.split('.', 1)[0] ?? commandName;
}

/** The commands one node answers, shared by both kinds of bus. */
export class HandlerTable {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly logger: Logger) {}

  /** @returns a function that takes the handler away again. */
  add<Request extends z.ZodType, Response extends z.ZodType>(
    command: CommandDefinition<string, Request, Response>,
    handler: (request: z.output<Request>) => Promise<z.input<Response>>,
  ): () => void {
    if (this.#entries.has(command.name)) {
      throw new Error(`This node already handles ${command.name}.`);
    }
    const entry: Entry = {
      command,
      // The table is keyed by name, so each handler only ever meets what its own schema parsed.
      handler: (request) => handler(request as z.output<Request>),
    };
    this.#entries.set(command.name, entry);
    return () => {
      if (this.#entries.get(command.name) === entry) this.#entries.delete(command.name);
    };
  }

  has(commandName: string): boolean {
    return this.#entries.has(commandName);
  }

  offers(service: string): boolean {
    return [...this.#entries.keys()].some((name) => serviceOf(name) === service);
  }

  services(): string[] {
    return [...new Set([...this.#entries.keys()].map(serviceOf))];
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Runs the handler and turns whatever happens into an answer; never rejects. */
  async answer(commandName: string, request: unknown): Promise<Answer> {
    try {
      const entry = this.#entries.get(commandName);
      if (!entry) {
        throw new MeridianError('unavailable', `This node does not handle ${commandName}.`);
      }
      const parsed = entry.command.request.safeParse(request);
      if (!parsed.success) {
        throw new MeridianError('bad_request', `${commandName} was called with a wrong request.`, {
          cause: parsed.error,
        });
      }
      return { ok: true, data: entry.command.response.parse(await entry.handler(parsed.data)) };
    } catch (error) {
      if (!(error instanceof MeridianError)) {
        this.logger.error({ err: error, command: commandName }, 'A command handler failed.');
      }
      return { ok: false, error: toErrorBody(error) };
    }
  }
}

/** The caller's side of an answer: its data, or the error it carries. */
export function unwrap<Response extends z.ZodType>(
  command: CommandDefinition<string, z.ZodType, Response>,
  answer: Answer,
): z.output<Response> {
  if (!answer.ok) {
    const { code, message, details } = answer.error;
    throw new MeridianError(code, message, details ? { details } : {});
  }
  return command.response.parse(answer.data);
}
