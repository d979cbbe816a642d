import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NetworkNamespace } from '../support/browser.js';
import { Participant } from '../support/participant.js';
import { freePort } from '../support/redis-server.js';
import { startStandalone, type Standalone } from '../support/standalone.js';
import { signals } from '../support/test-media.js';

describe('a call that loses its network or its server', () => {
  let namespace: NetworkNamespace;
  let meridian: Standalone;
  let li: Participant;
  let anna: Participant;

  beforeAll(async () => {
    // Made first: the server listens on the addresses that are there when it starts.
    namespace = await NetworkNamespace.create(1);
    const port = await freePort();
    const origin = `http://${namespace.hostAddress}:${port}`;
    meridian = await startStandalone({ PORT: String(port), RTC_ANNOUNCED_ADDRESS: '' });
    [li, anna] = await Promise.all([
      Participant.open('Li Wei', signals.first, {
        networkNamespace: namespace.name,
        trustOrigin: origin,
      }),
      Participant.open('Anna Kovaleva', signals.third),
    ]);
    await li.join(meridian.link('chair', 0).replace(/^https?:\/\/[^/]+/, origin));
    await anna.join(meridian.link('chair', 1));
    await anna.seesPicture(li.name, signals.first, 40_000);
    await li.seesPicture(anna.name, signals.third, 40_000);
  }, 150_000);

  afterAll(async () => {
    await Promise.all([li.close(), anna.close()]);
    await meridian.close();
    await namespace.close();
  }, 60_000);

  const nothingReloaded = async (participant: Participant): Promise<boolean> =>
    participant.page.evaluate(() => 'meridianTestMark' in window);
  const mark = async (participant: Participant): Promise<void> => {
    await participant.page.evaluate(() => Object.assign(window, { meridianTestMark: true }));
  };
  const people = (participant: Participant): Promise<number> =>
    participant.page.locator('[data-testid^="tile-"][data-muted]').count();

  it('comes back by itself after the network was cut for 10 s, in sound and picture', async () => {
    await Promise.all([mark(li), mark(anna)]);
    const seat = await anna.tileId(li.name);
    await namespace.cut();
    await li.page.getByTestId('reconnecting-banner').waitFor({ timeout: 15_000 });
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    await namespace.mend();
    const mended = Date.now();
    await li.untilLive(20_000);
    const frames = async (participant: Participant, name: string): Promise<number> =>
      (await participant.tileStats(name))?.framesDecoded ?? 0;
    const atLi = await frames(li, anna.name);
    const atAnna = await frames(anna, li.name);
    await li.until(
      () => frames(li, anna.name),
      (count) => count > atLi + 10 || (count > 10 && count < atLi),
    );
    await anna.until(
      () => frames(anna, li.name),
      (count) => count > atAnna + 10 || (count > 10 && count < atAnna),
    );
    await li.hearsTones([signals.third.toneHz]);
    await anna.hearsTones([signals.first.toneHz]);
    expect(Date.now() - mended).toBeLessThan(30_000);
    expect(await nothingReloaded(li)).toBe(true);
    expect(await anna.tileId(li.name)).toBe(seat);
    expect(await people(anna)).toBe(2);
    expect(await people(li)).toBe(2);
  }, 120_000);

  it('comes back by itself after the server was restarted', async () => {
    await meridian.process.stop();
    await anna.page.getByTestId('reconnecting-banner').waitFor({ timeout: 15_000 });
    await meridian.process.up();
    await Promise.all([li.untilLive(40_000), anna.untilLive(40_000)]);
    await anna.seesPicture(li.name, signals.first, 30_000);
    await li.seesPicture(anna.name, signals.third, 30_000);
    await anna.hearsTones([signals.first.toneHz]);
    await li.hearsTones([signals.third.toneHz]);
    expect(await nothingReloaded(li)).toBe(true);
    expect(await nothingReloaded(anna)).toBe(true);
    expect(await people(anna)).toBe(2);
    expect(await people(li)).toBe(2);
  }, 150_000);

  it('and after the server was killed', async () => {
    await meridian.process.stop('SIGKILL');
    await meridian.process.up();
    await Promise.all([li.untilLive(60_000), anna.untilLive(60_000)]);
    await anna.seesPicture(li.name, signals.first, 30_000);
    await li.seesPicture(anna.name, signals.third, 30_000);
    expect(await people(anna)).toBe(2);
  }, 150_000);
});
