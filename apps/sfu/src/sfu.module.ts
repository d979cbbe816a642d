import {
  BUS,
  PRESENCE,
  ROOM_DIRECTORY,
  type Bus,
  type Closeable,
  type Presence,
  type RoomDirectory,
} from '@meridian/bus';
import {
  HealthRegistry,
  LOGGER,
  MERIDIAN_CONFIG,
  Metrics,
  type MeridianConfig,
} from '@meridian/platform';
import {
  Inject,
  Injectable,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import type { TurnSettings } from './media/ice-servers.js';
import { WorkerPool } from './media/worker-pool.js';
import { MeetingRecords } from './room/meeting-records.js';
import { RoomRegistry } from './room/room-registry.js';
import { SfuCommands } from './sfu.commands.js';
import { registerSfuMetrics } from './sfu.metrics.js';

/** Consumers one participant may hold for each other one: microphone, camera, screen, its sound. */
const sourcesPerParticipant = 4;

function turnSettings({ urls, secret }: MeridianConfig['turn']): TurnSettings | undefined {
  return secret === undefined ? undefined : { urls, secret };
}

/** Shows the media node to health checks and metrics. */
@Injectable()
export class SfuWatch {
  constructor(
    @Inject(HealthRegistry) private readonly health: HealthRegistry,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  observe(registry: RoomRegistry, workers: WorkerPool): void {
    registerSfuMetrics(this.metrics, registry, workers);
    this.health.register('media worker', () =>
      workers.alive.length > 0
        ? Promise.resolve()
        : Promise.reject(new Error('No media worker is running.')),
    );
  }
}

/** Owns everything this node opens for media, and closes it in order. */
@Injectable()
export class SfuNode implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #workers: WorkerPool | undefined;
  #registry: RoomRegistry | undefined;
  #commands: SfuCommands | undefined;
  #announcement: Closeable | undefined;

  constructor(
    @Inject(MERIDIAN_CONFIG) private readonly config: MeridianConfig,
    @Inject(BUS) private readonly bus: Bus,
    @Inject(PRESENCE) private readonly presence: Presence,
    @Inject(ROOM_DIRECTORY) private readonly directory: RoomDirectory,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SfuWatch) private readonly watch: SfuWatch,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { rtc, limits } = this.config;
    const logger = this.logger.child({ part: 'sfu' });
    const workers = await WorkerPool.start(
      {
        count: rtc.workers,
        firstPort: rtc.firstPort,
        announcedAddress: rtc.announcedAddress,
        binary: rtc.workerBinary,
      },
      logger,
    );
    this.#workers = workers;
    const records = new MeetingRecords(this.bus);
    const registry = new RoomRegistry(
      this.bus,
      this.directory,
      workers,
      records,
      {
        maxParticipants: limits.roomMaxParticipants,
        maxIncomingBitrate: limits.maxIncomingBitrate,
        maxConsumers: limits.roomMaxParticipants * sourcesPerParticipant,
        seatGraceMs: limits.seatGraceSeconds * 1000,
      },
      logger,
    );
    this.#registry = registry;
    this.#commands = new SfuCommands(
      this.bus,
      this.presence,
      registry,
      records,
      turnSettings(this.config.turn),
      logger,
    );
    await this.#commands.start();
    this.#announcement = await this.presence.announce('sfu', this.bus.nodeId, () => ({
      rooms: registry.rooms.length,
      participants: registry.rooms.reduce((sum, room) => sum + room.seats.size, 0),
    }));
    this.watch.observe(registry, workers);
  }

  async beforeApplicationShutdown(): Promise<void> {
    // First out of sight, so that no new room comes here, then the rooms, then the workers.
    await this.#announcement?.close();
    await this.#registry?.close();
    await this.#commands?.close();
    await this.#workers?.close();
  }
}

@Module({ providers: [SfuNode, SfuWatch] })
export class SfuModule {}
