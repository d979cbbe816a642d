export { ConfigError, loadConfig, type ConfigProblem, type MeridianConfig } from './config.js';
export { prepareDataDir } from './data-dir.js';
export { HealthRegistry, type Readiness } from './health.js';
export { allowInlineStyles } from './http-security.js';
export { createLogger, NestLog, redactText } from './logger.js';
export { Metrics } from './metrics.js';
export { PlatformModule } from './platform.module.js';
export { ProblemFilter, sendProblem, type ProblemDescription } from './problem.js';
export { requestIdOf } from './request-id.js';
export {
  runApp,
  startApp,
  type AppContext,
  type RootModuleFactory,
  type RunAppOptions,
  type RunningApp,
} from './run-app.js';
export { readOrCreateSecret } from './secret-file.js';
export { exitStatusOf, messageOf, StartError, systemErrorCode } from './start-error.js';
export { LOGGER, MERIDIAN_CONFIG } from './tokens.js';
export { serveWebApp } from './web-app.js';
