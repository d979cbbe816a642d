import type { Metrics } from '@meridian/platform';
import type { WorkerPool } from './media/worker-pool.js';
import type { RoomRegistry } from './room/room-registry.js';

/** What an operator sees of the rooms and workers of this node; read at each scrape. */
export function registerSfuMetrics(
  metrics: Metrics,
  registry: RoomRegistry,
  workers: WorkerPool,
): void {
  const seats = () => registry.rooms.flatMap((room) => [...room.seats.values()]);
  const sumOf = (part: 'transports' | 'producers' | 'consumers') => () =>
    seats().reduce((sum, seat) => sum + seat.media.counts[part], 0);
  const gauges: [name: string, help: string, read: () => number][] = [
    ['meridian_sfu_rooms', 'Rooms held by this node.', () => registry.rooms.length],
    ['meridian_sfu_participants', 'Seats taken in rooms of this node.', () => seats().length],
    ['meridian_sfu_transports', 'WebRTC transports open.', sumOf('transports')],
    ['meridian_sfu_producers', 'Producers open.', sumOf('producers')],
    ['meridian_sfu_consumers', 'Consumers open.', sumOf('consumers')],
    ['meridian_sfu_workers', 'Media workers alive.', () => workers.alive.length],
    [
      'meridian_sfu_worker_deaths',
      'Media workers that died since the start.',
      () => workers.deaths,
    ],
  ];
  for (const [name, help, read] of gauges) metrics.observe(name, help, read);
  metrics.gauge({
    name: 'meridian_sfu_worker_cpu_seconds',
    help: 'CPU time used by each media worker, user and system.',
    labelNames: ['worker'],
    async collect() {
      for (const [worker, seconds] of await workers.cpuSeconds()) {
        this.set({ worker: String(worker) }, seconds);
      }
    },
  });
}
