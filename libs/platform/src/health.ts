import {
  Controller,
  Get,
  Header,
  Inject,
  Injectable,
  Res,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Response } from 'express';
import { redactText } from './logger.js';
import { messageOf } from './start-error.js';

/** Milliseconds a check may take before it counts as failed. */
const checkTimeoutMs = 2_000;

export interface Readiness {
  readonly ready: boolean;
  /** `ok`, or why not, by name of the check. */
  readonly checks: Readonly<Record<string, string>>;
}

async function withTimeout(check: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${checkTimeoutMs / 1000} s`));
    }, checkTimeoutMs);
  });
  try {
    await Promise.race([check(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What must work before this process may be sent people. */
@Injectable()
export class HealthRegistry implements OnModuleDestroy {
  private readonly checks = new Map<string, () => Promise<void>>();
  private shuttingDown = false;

  /**
   * Adds a check, which rejects when its part does not work.
   *
   * @returns takes the check away again
   */
  register(name: string, check: () => Promise<void>): () => void {
    if (this.checks.has(name)) throw new Error(`A health check named ${name} exists already.`);
    this.checks.set(name, check);
    return () => {
      if (this.checks.get(name) === check) this.checks.delete(name);
    };
  }

  /** From now on not ready, so that balancers stop sending people before the doors close. */
  beginShutdown(): void {
    this.shuttingDown = true;
  }

  onModuleDestroy(): void {
    this.beginShutdown();
  }

  async readiness(): Promise<Readiness> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => {
        try {
          await withTimeout(check);
          return [name, 'ok'] as const;
        } catch (error) {
          return [name, redactText(messageOf(error))] as const;
        }
      }),
    );
    const checks: Record<string, string> = Object.fromEntries(results);
    if (this.shuttingDown) checks['shutdown'] = 'shutting down';
    return { ready: Object.values(checks).every((result) => result === 'ok'), checks };
  }
}

@Controller('health')
export class HealthController {
  constructor(@Inject(HealthRegistry) private readonly health: HealthRegistry) {}

  /** Answers while the event loop turns; an orchestrator restarts the process when it does not. */
  @Get('live')
  @Header('cache-control', 'no-store')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  async ready(@Res({ passthrough: true }) response: Response): Promise<unknown> {
    const { ready, checks } = await this.health.readiness();
    response.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'unavailable', checks };
  }
}
