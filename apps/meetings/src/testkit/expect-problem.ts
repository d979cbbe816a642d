import { expect } from '@jest/globals';
import { errorCodes, problem, type ErrorCode } from '@meridian/protocol';

/** Checks that an answer is the problem document of that code, with the code’s one status. */
export async function expectProblem(response: Response, code: ErrorCode): Promise<void> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const body = problem.parse(await response.json());
  expect({ code: body.code, status: body.status, http: response.status }).toEqual({
    code,
    status: errorCodes[code],
    http: errorCodes[code],
  });
  expect(body.requestId).toBe(response.headers.get('x-request-id'));
}
