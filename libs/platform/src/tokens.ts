/** Injects the `MeridianConfig` of this process. */
export const MERIDIAN_CONFIG = Symbol('MeridianConfig');

/** Injects the pino `Logger` of this process. */
export const LOGGER = Symbol('Logger');
