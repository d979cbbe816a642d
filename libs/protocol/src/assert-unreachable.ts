/** Closes an exhaustive `switch`: reached only when a case was forgotten or data lied about its type. */
export function assertUnreachable(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
