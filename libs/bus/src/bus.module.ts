import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { HealthRegistry } from '@meridian/platform';
import type { Logger } from 'pino';
import type { Bus } from './bus.js';
import { MemoryBroker } from './memory-broker.js';
import { MemoryBus } from './memory-bus.js';
import { MemoryPresence } from './memory-presence.js';
import { MemoryRoomDirectory } from './memory-room-directory.js';
import type { Presence } from './presence.js';
import { RedisBus } from './redis-bus.js';
import { connectRedis, type RedisClient } from './redis-connection.js';
import { RedisPresence } from './redis-presence.js';
import { RedisRoomDirectory } from './redis-room-directory.js';
import type { RoomDirectory } from './room-directory.js';

export const BUS = Symbol('Bus');
export const PRESENCE = Symbol('Presence');
export const ROOM_DIRECTORY = Symbol('RoomDirectory');

export interface BusOptions {
  /** Without it everything stays in this process. */
  readonly redisUrl?: string | undefined;
  readonly nodeId?: string | undefined;
  readonly logger: Logger;
}

/** The three parts of coordination, of one kind, with their one owner. */
export class Coordination {
  private constructor(
    readonly bus: Bus,
    readonly presence: Presence,
    readonly rooms: RoomDirectory,
    private readonly client: RedisClient | null,
  ) {}

  static async open({ redisUrl, nodeId, logger }: BusOptions): Promise<Coordination> {
    const id = nodeId ?? `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
    if (redisUrl === undefined) {
      const broker = new MemoryBroker();
      return new Coordination(
        new MemoryBus(id, broker, logger),
        new MemoryPresence(broker),
        new MemoryRoomDirectory(id, broker),
        null,
      );
    }
    const client = await connectRedis(redisUrl, `meridian-${id}`, logger);
    return new Coordination(
      await RedisBus.connect(id, redisUrl, client, logger),
      new RedisPresence(client, logger),
      new RedisRoomDirectory(id, client),
      client,
    );
  }

  /** Fails when Redis is away; in one process there is nothing that could be. */
  async check(): Promise<void> {
    await this.client?.ping();
  }

  async close(): Promise<void> {
    await this.bus.close();
    if (this.client?.isOpen) this.client.destroy();
  }
}

@Global()
@Module({})
export class BusModule implements OnApplicationShutdown {
  constructor(
    @Inject(Coordination) private readonly coordination: Coordination,
    @Inject(HealthRegistry) health: HealthRegistry,
  ) {
    health.register('bus', () => coordination.check());
  }

  static forRoot(options: BusOptions): DynamicModule {
    return {
      module: BusModule,
      providers: [
        { provide: Coordination, useFactory: () => Coordination.open(options) },
        { provide: BUS, useFactory: (all: Coordination) => all.bus, inject: [Coordination] },
        {
          provide: PRESENCE,
          useFactory: (all: Coordination) => all.presence,
          inject: [Coordination],
        },
        {
          provide: ROOM_DIRECTORY,
          useFactory: (all: Coordination) => all.rooms,
          inject: [Coordination],
        },
      ],
      exports: [Coordination, BUS, PRESENCE, ROOM_DIRECTORY],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.coordination.close();
  }
}
