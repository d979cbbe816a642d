import { Device } from 'mediasoup-client';
import type { types } from 'mediasoup-client';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';

/**
 * Stands in for the browser's WebRTC: mediasoup-client's own fake handler, which does everything
 * but media, and connections that come up, break and heal as the test says.
 */
export class FakeMediaPath {
  readonly handlers: FakeHandler[] = [];
  /** New connections come up by themselves; restarting ICE heals broken ones. */
  working = true;
  restarts = 0;

  readonly createDevice = (): types.Device => {
    const real = FakeHandler.createFactory(fakeParameters);
    return new Device({
      handlerFactory: {
        ...real,
        factory: (options) => {
          const handler = real.factory(options);
          this.#watch(handler);
          return handler;
        },
      },
    });
  };

  get open(): number {
    return this.handlers.length;
  }

  /** Every connection reports this state. */
  report(state: types.ConnectionState): void {
    for (const handler of this.handlers) handler.setConnectionState(state);
  }

  #watch(handler: types.HandlerInterface): void {
    if (!(handler instanceof FakeHandler)) throw new Error('Not the fake handler.');
    this.handlers.push(handler);
    handler.on('@connectionstatechange', (state) => {
      if (state === 'connecting') this.#connectSoon(handler);
    });
    const restartIce = handler.restartIce.bind(handler);
    handler.restartIce = async (parameters) => {
      await restartIce(parameters);
      this.restarts += 1;
      this.#connectSoon(handler);
    };
    const close = handler.close.bind(handler);
    handler.close = () => {
      const index = this.handlers.indexOf(handler);
      if (index >= 0) this.handlers.splice(index, 1);
      close();
    };
  }

  #connectSoon(handler: FakeHandler): void {
    setTimeout(() => {
      if (this.working && this.handlers.includes(handler)) handler.setConnectionState('connected');
    }, 5);
  }
}
