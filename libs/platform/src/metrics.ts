import {
  Controller,
  Get,
  Header,
  Inject,
  Injectable,
  type OnApplicationShutdown,
} from '@nestjs/common';
import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
  type CounterConfiguration,
  type GaugeConfiguration,
  type HistogramConfiguration,
} from 'prom-client';

/**
 * Memory, CPU, event loop: they belong to the process, not to an application in it, and prom-client
 * cannot take its observers back. So they are started once, however many applications come and go.
 */
let processRegistry: Registry | undefined;
function processMetrics(): Registry {
  if (processRegistry === undefined) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
}

type Config<Full> = Omit<Full, 'registers'>;

/** The metrics of one application, in a registry of its own. Names start with `meridian_`. */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  private readonly registry = new Registry();

  constructor() {
    processMetrics();
  }

  /** A number that only grows. */
  counter<Label extends string = never>(
    config: Config<CounterConfiguration<Label>>,
  ): Counter<Label> {
    return new Counter({ ...config, registers: [this.registry] });
  }

  /** A number that goes up and down. */
  gauge<Label extends string = never>(config: Config<GaugeConfiguration<Label>>): Gauge<Label> {
    return new Gauge({ ...config, registers: [this.registry] });
  }

  /** A spread of values; durations are in seconds, as Prometheus expects. */
  histogram<Label extends string = never>(
    config: Config<HistogramConfiguration<Label>>,
  ): Histogram<Label> {
    return new Histogram({ ...config, registers: [this.registry] });
  }

  /** A gauge whose value is asked for whenever the metrics are read. */
  observe(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.set(await read());
      },
    });
  }

  /** Everything in Prometheus' text format. */
  async text(): Promise<string> {
    return await Registry.merge([processMetrics(), this.registry]).metrics();
  }

  close(): void {
    this.registry.clear();
  }

  onApplicationShutdown(): void {
    this.close();
  }
}

@Controller('metrics')
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @Header('cache-control', 'no-store')
  async read(): Promise<string> {
    return await this.metrics.text();
  }
}
