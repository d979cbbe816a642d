import { startStandalone } from '../support/standalone.js';
import { firstCallSuite } from './first-call.suite.js';

firstCallSuite('in one process without Redis', async () => {
  const meridian = await startStandalone();
  return {
    links: {
      chair: meridian.link('chair', 0),
      otherChair: meridian.link('chair', 1),
      delegate: meridian.link('delegate', 0),
    },
    errors: () => meridian.process.errors(),
    close: () => meridian.close(),
  };
});
