/** Answers remembered per seat; a client has far fewer requests in flight than this. */
const remembered = 256;

/**
 * Makes retries harmless: the same request id gets the first answer again, also while that answer
 * is still being worked out.
 */
export class RequestMemory {
  readonly #answers = new Map<string, Promise<unknown>>();

  once<T>(requestId: string, run: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(requestId);
    // Ids are random per request, so an id always stands for one kind of answer.
    if (known) return known as Promise<T>;
    const answer = run();
    this.#answers.set(requestId, answer);
    if (this.#answers.size > remembered) {
      for (const oldest of this.#answers.keys()) {
        this.#answers.delete(oldest);
        break;
      }
    }
    return answer;
  }
}
