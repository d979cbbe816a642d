import { MeridianProcess, temporaryDirectory } from './meridian-process.js';
import { freePort } from './redis-server.js';

/** Meridian in one process with its demo meeting, in a folder of its own. */
export interface Standalone {
  readonly process: MeridianProcess;
  /** Link of the n-th person of a role, counted from 0, in the order they were printed. */
  link(role: string, index?: number): string;
  close(): Promise<void>;
}

export async function startStandalone(env: Record<string, string> = {}): Promise<Standalone> {
  const data = await temporaryDirectory();
  const process = await MeridianProcess.start('standalone', {
    DATA_DIR: data.path,
    RTC_PORT: String(await freePort()),
    RTC_WORKERS: '1',
    RTC_ANNOUNCED_ADDRESS: '127.0.0.1',
    ...env,
  });
  return {
    process,
    link: (role, index = 0) => {
      const link = process.links.filter((one) => one.role === role)[index];
      if (!link) throw new Error(`The demo printed no ${role} number ${index}.`);
      return link.url;
    },
    close: async () => {
      await process.stop();
      await data.close();
    },
  };
}
