import { describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';

describe('Metrics', () => {
  it('tells counters, gauges, histograms and values that are asked for', async () => {
    const metrics = new Metrics();
    metrics
      .counter({ name: 'meridian_a_total', help: 'a', labelNames: ['code'] })
      .inc({ code: 'x' });
    metrics.gauge({ name: 'meridian_b', help: 'b' }).set(3);
    metrics.histogram({ name: 'meridian_c_seconds', help: 'c', buckets: [1] }).observe(0.5);
    let rooms = 1;
    metrics.observe('meridian_rooms', 'd', () => rooms);
    rooms = 4;
    const text = await metrics.text();
    expect(text).toContain('meridian_a_total{code="x"} 1');
    expect(text).toContain('meridian_b 3');
    expect(text).toContain('meridian_c_seconds_bucket{le="1"} 1');
    expect(text).toContain('meridian_rooms 4');
    expect(text).toContain('process_cpu_seconds_total');
    metrics.close();
  });

  it('keeps applications of one process apart', async () => {
    const [one, two] = [new Metrics(), new Metrics()];
    one.gauge({ name: 'meridian_same', help: 'same' }).set(1);
    two.gauge({ name: 'meridian_same', help: 'same' }).set(2);
    expect(await one.text()).toContain('meridian_same 1');
    expect(await two.text()).toContain('meridian_same 2');
    one.close();
    expect(await one.text()).not.toContain('meridian_same');
    two.close();
  });
});
