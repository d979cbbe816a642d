import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Participant } from '../support/participant.js';
import { signals } from '../support/test-media.js';

/** A running Meridian, in whatever shape, with the three seats the call needs. */
export interface Deployment {
  /** Join links; participants may sit on different gateways. */
  readonly links: {
    readonly chair: string;
    readonly delegate: string;
    readonly otherChair: string;
  };
  /** Errors the servers logged so far. */
  errors(): string[];
  close(): Promise<void>;
}

/** Three people of two delegations meet: the same test for every shape of deployment. */
export function firstCallSuite(shape: string, start: () => Promise<Deployment>): void {
  describe(`the first bilateral call, ${shape}`, () => {
    let deployment: Deployment;
    let li: Participant;
    let chen: Participant;
    let anna: Participant;

    beforeAll(async () => {
      deployment = await start();
      [li, chen, anna] = await Promise.all([
        Participant.open('Li Wei', signals.first, { locale: 'en-US' }),
        Participant.open('Chen Jie', signals.second, { viewport: { width: 1100, height: 700 } }),
        Participant.open('Anna Kovaleva', signals.third, {
          viewport: { width: 1440, height: 900 },
        }),
      ]);
      await li.join(deployment.links.chair);
      await anna.join(deployment.links.otherChair);
      await chen.join(deployment.links.delegate);
    }, 180_000);

    afterAll(async () => {
      await Promise.all([li, chen, anna].map((one) => one.close()));
      await deployment.close();
    }, 60_000);

    it('everybody sees the pictures of the others', async () => {
      await Promise.all([
        li.seesPicture(anna.name, signals.third, 40_000),
        li.seesPicture(chen.name, signals.second, 40_000),
        anna.seesPicture(li.name, signals.first, 40_000),
        anna.seesPicture(chen.name, signals.second, 40_000),
        chen.seesPicture(li.name, signals.first, 40_000),
        chen.seesPicture(anna.name, signals.third, 40_000),
      ]);
    }, 60_000);

    it('everybody hears the tones of the others, and not their own', async () => {
      const tone = {
        li: signals.first.toneHz,
        chen: signals.second.toneHz,
        anna: signals.third.toneHz,
      };
      await li.hearsTones([tone.chen, tone.anna]);
      await anna.hearsTones([tone.li, tone.chen]);
      await chen.hearsTones([tone.li, tone.anna]);
      const heard = await li.tones();
      expect(heard.some((one) => Math.abs(one - tone.li) <= 20)).toBe(false);
    }, 90_000);

    it('shows who speaks', async () => {
      const tile = anna.page.getByTestId(`tile-${await anna.tileId(li.name)}`);
      await anna.until(
        () => tile.getAttribute('data-speaking'),
        (speaking) => speaking === 'true',
      );
    }, 30_000);

    it('stands by delegation, with both clocks', async () => {
      for (const { page } of [li, anna]) {
        expect(await page.getByTestId('delegation-XMN').isVisible()).toBe(true);
        expect(await page.getByTestId('delegation-SKO').isVisible()).toBe(true);
        await page.getByTestId('clock-XMN').waitFor();
        await page.getByTestId('clock-SKO').waitFor();
      }
    });

    it('the big tile gets the 720p layer, the small one a lower one', async () => {
      // Anna's only delegation colleague is nobody, so her side shows her alone; Xiamen shows two.
      await anna.page.getByTestId(`tile-${await anna.tileId(li.name)}`).waitFor();
      const heights = await anna.until(
        async () => {
          const both = await Promise.all([anna.tileStats(li.name), anna.tileStats(chen.name)]);
          return both.map((stats) => stats?.height ?? 0);
        },
        (both) => Math.max(...both) === 720 && Math.min(...both) > 0 && Math.min(...both) <= 360,
        60_000,
      );
      expect(heights).toHaveLength(2);
    }, 70_000);

    it('an off-screen tile gets no picture', async () => {
      const before = await anna.tileStats(chen.name);
      expect(before).not.toBeNull();
      // The page is scrolled out of its window by making the tile's column leave the viewport.
      const id = await anna.tileId(chen.name);
      await anna.page.evaluate((testId) => {
        const tile = document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
        tile?.style.setProperty('transform', 'translateY(-5000px)');
      }, `tile-${id}`);
      const frames = async (): Promise<number> =>
        (await anna.tileStats(chen.name))?.framesDecoded ?? 0;
      // What was under way is still decoded; then nothing more comes for two seconds.
      const [stopped] = await anna.until(
        async () => {
          const first = await frames();
          await new Promise((resolve) => setTimeout(resolve, 2_000));
          return [first, await frames()] as const;
        },
        ([first, second]) => first > 0 && first === second,
        40_000,
      );
      await anna.page.evaluate((testId) => {
        const tile = document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
        tile?.style.removeProperty('transform');
      }, `tile-${id}`);
      await anna.until(frames, (count) => count > stopped + 5);
    }, 90_000);

    it('mute is heard and seen by the others, and lifted again', async () => {
      await chen.page.getByTestId('mute-button').click();
      const tile = li.page.getByTestId(`tile-${await li.tileId(chen.name)}`);
      await li.until(
        () => tile.getAttribute('data-muted'),
        (muted) => muted === 'true',
      );
      await li.until(
        () => li.tones(),
        (heard) => !heard.some((one) => Math.abs(one - signals.second.toneHz) <= 20),
      );
      await li.until(
        () => tile.getAttribute('data-speaking'),
        (speaking) => speaking === 'false',
      );
      await chen.page.getByTestId('mute-button').click();
      await li.hearsTones([signals.second.toneHz]);
    }, 60_000);

    it('no request left for a third party and no page logged an error', () => {
      for (const { browser, name } of [li, chen, anna]) {
        const foreign = browser.requests.filter(
          (url) =>
            !/^(https?|wss?):\/\/(localhost|127\.0\.0\.1)[:/]|^(data|blob|about|chrome-extension):/.test(
              url,
            ),
        );
        expect([name, foreign]).toEqual([name, []]);
        expect([name, browser.consoleErrors]).toEqual([name, []]);
      }
      expect(deployment.errors()).toEqual([]);
    });
  });
}
