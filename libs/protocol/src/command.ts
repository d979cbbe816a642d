import type { z } from 'zod';

/** A request one Meridian service makes of another over the bus. Never reachable by clients. */
export interface CommandDefinition<
  Name extends string = string,
  Request extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  /** `<service>.<verb>`; the service part is where it is routed. */
  readonly name: Name;
  readonly summary: string;
  readonly request: Request;
  readonly response: Response;
}

export function defineCommand<
  const Name extends string,
  Request extends z.ZodType,
  Response extends z.ZodType,
>(
  definition: CommandDefinition<Name, Request, Response>,
): CommandDefinition<Name, Request, Response> {
  return definition;
}
