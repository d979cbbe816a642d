import { z } from 'zod';
import { errorCodeList } from '../errors.js';

/** Error answer of every REST route: an RFC 9457 problem document with a stable `code`. */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.enum(errorCodeList),
  /** Id of the request in the server's log, shown as a support code. */
  requestId: z.string().optional(),
  /** Field errors of an invalid body: JSON pointer to message. */
  errors: z.array(z.strictObject({ pointer: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
