// @ts-check

/** How often a log without a terminal is told that a step still runs. */
const LOG_EVERY_MS = 10_000;
const REDRAW_EVERY_MS = 1_000;

/**
 * The one line a step has on the screen: `▸ title … detail, 12 s`. In a terminal it is redrawn in
 * place; elsewhere (CI, a log file) it is printed now and then, so that logs stay short.
 */
export class ProgressLine {
  /**
   * @param {string} title
   * @param {NodeJS.WritableStream & { isTTY?: boolean, columns?: number }} out
   */
  constructor(title, out) {
    this.title = title;
    this.out = out;
    this.detail = '';
    this.startedAt = Date.now();
    this.printedAt = Date.now();
    /** @type {NodeJS.Timeout | undefined} */
    this.timer = undefined;
  }

  /** Shows the line and keeps its clock running until `end`. */
  start() {
    this.startedAt = Date.now();
    this.draw();
    this.timer = setInterval(() => this.tick(), REDRAW_EVERY_MS);
  }

  /** @param {string} detail what the step is at, such as `120/261 objects` */
  report(detail) {
    this.detail = detail;
    if (this.out.isTTY) this.draw();
  }

  /** @param {string} outcome such as `done` or `skipped (up to date)` */
  end(outcome) {
    clearInterval(this.timer);
    this.timer = undefined;
    this.out.write(`${this.clear()}▸ ${this.title} … ${outcome}\n`);
  }

  /** Seconds since the start, for the outcome: `12.3 s`, `4 min 5 s`. */
  elapsed() {
    const seconds = (Date.now() - this.startedAt) / 1000;
    if (seconds < 60) return `${seconds.toFixed(1)} s`;
    return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  }

  tick() {
    if (this.out.isTTY || Date.now() - this.printedAt >= LOG_EVERY_MS) this.draw();
  }

  draw() {
    const waited = Date.now() - this.startedAt >= REDRAW_EVERY_MS ? this.elapsed() : '';
    const parts = [this.detail, waited].filter((part) => part !== '').join(', ');
    const text = `▸ ${this.title} …${parts === '' ? '' : ` ${parts}`}`;
    this.printedAt = Date.now();
    if (!this.out.isTTY) this.out.write(`${text}\n`);
    else this.out.write(`${this.clear()}${text.slice(0, (this.out.columns ?? 80) - 1)}`);
  }

  clear() {
    return this.out.isTTY ? '\r\x1b[K' : '';
  }
}
