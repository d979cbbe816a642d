import { startSplitDeployment } from '../support/split-deployment.js';
import { firstCallSuite } from './first-call.suite.js';

firstCallSuite('in separate processes over Redis, on two gateways', async () => {
  const split = await startSplitDeployment();
  return {
    links: {
      chair: split.link(0, 'chair', 0),
      otherChair: split.link(1, 'chair', 1),
      delegate: split.link(1, 'delegate', 0),
    },
    errors: () => split.errors(),
    close: () => split.close(),
  };
});
