import { Metrics } from '@meridian/platform';
import { isMessageName } from '@meridian/protocol';
import { Inject, Injectable } from '@nestjs/common';

/** What an operator sees of signalling. */
@Injectable()
export class GatewayMetrics {
  readonly connections;
  readonly refusedHandshakes;
  readonly #requests;

  constructor(@Inject(Metrics) metrics: Metrics) {
    this.connections = metrics.gauge({
      name: 'meridian_gateway_connections',
      help: 'Signalling sockets open now.',
    });
    this.refusedHandshakes = metrics.counter({
      name: 'meridian_gateway_refused_handshakes_total',
      help: 'Handshakes refused, by error code.',
      labelNames: ['code'],
    });
    this.#requests = metrics.histogram({
      name: 'meridian_signalling_seconds',
      help: 'From a request to its acknowledgement, by message and result code.',
      labelNames: ['message', 'result'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    });
  }

  /** @returns a function to call with the result code once the request is answered. */
  startRequest(name: string): (result: string) => void {
    const message = isMessageName(name) ? name : 'unknown';
    const end = this.#requests.startTimer({ message });
    return (result) => end({ result });
  }
}
