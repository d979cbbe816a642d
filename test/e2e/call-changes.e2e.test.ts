import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allowDevices, Participant } from '../support/participant.js';
import { startStandalone, type Standalone } from '../support/standalone.js';
import { signals } from '../support/test-media.js';

describe('what changes during a call', () => {
  let meridian: Standalone;
  let li: Participant;
  let anna: Participant;

  beforeAll(async () => {
    meridian = await startStandalone();
    [li, anna] = await Promise.all([
      Participant.open('Li Wei', signals.first),
      Participant.open('Anna Kovaleva', signals.third),
    ]);
    await li.join(meridian.link('chair', 0));
    await anna.join(meridian.link('chair', 1));
    await anna.seesPicture(li.name, signals.first, 40_000);
  }, 120_000);

  afterAll(async () => {
    await Promise.all([li.close(), anna.close()]);
    await meridian.close();
  }, 60_000);

  it('a screen share appears large on the other side and goes away cleanly', async () => {
    await li.page.getByTestId('share-button').click();
    const share = anna.page.getByTestId('share-view');
    await share.waitFor({ timeout: 20_000 });
    const stage = await anna.page.getByTestId('stage').boundingBox();
    const box = await share.boundingBox();
    if (!stage || !box) throw new Error('The stage or the share is not laid out.');
    expect(box.width * box.height).toBeGreaterThan(stage.width * stage.height * 0.45);
    await anna.until(
      () => share.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth),
      (width) => width > 0,
    );
    await li.page.getByTestId('share-button').click();
    await share.waitFor({ state: 'detached' });
    await anna.seesPicture(li.name, signals.first);
  }, 60_000);

  it('leaves the room as it was when somebody leaves', async () => {
    const chen = await Participant.open('Chen Jie', signals.second);
    try {
      await chen.join(meridian.link('delegate', 0));
      const id = await anna.tileId(chen.name);
      await chen.page.getByTestId('leave-button').click();
      const only = chen.page.getByTestId('leave-only');
      if (await only.isVisible()) await only.click();
      await anna.page.getByTestId(`tile-${id}`).waitFor({ state: 'detached' });
    } finally {
      await chen.close();
    }
  }, 60_000);

  it('a second tab with the same link takes the seat over, and the first says so', async () => {
    const id = await anna.tileId(li.name);
    const second = await li.browser.context.newPage();
    const first = li.page;
    await second.goto(meridian.link('chair', 0));
    await allowDevices(second);
    await second.getByTestId('name-input').fill(li.name);
    await second.getByTestId('join-button').click();
    await second
      .locator('[data-testid="screen-room"][data-connection="live"]')
      .waitFor({ timeout: 30_000 });
    await first.getByTestId('elsewhere-screen').waitFor();
    expect(await anna.tileId(li.name)).toBe(id);
    expect(await anna.page.locator('[data-testid^="tile-"][data-muted]').count()).toBe(2);
    await anna.seesPicture(li.name, signals.first);
    await first.getByTestId('elsewhere-screen').getByRole('button').first().click();
    await first
      .locator('[data-testid="screen-room"][data-connection="live"]')
      .waitFor({ timeout: 30_000 });
    await second.getByTestId('elsewhere-screen').waitFor();
    await anna.seesPicture(li.name, signals.first);
    await second.close();
  }, 90_000);

  it('a chair removes a delegate, who cannot come back', async () => {
    const chen = await Participant.open('Chen Jie', signals.second);
    try {
      await chen.join(meridian.link('delegate', 0));
      await li.page.getByTestId('people-button').click();
      const row = li.page.getByTestId('person-row').filter({ hasText: chen.name });
      await row.getByTestId('person-menu').click();
      await li.page.getByTestId('person-remove').click();
      await li.page.getByTestId('confirm-dialog').waitFor();
      await li.page.getByTestId('confirm-button').click();
      await chen.page.getByTestId('removed-screen').waitFor();
      await chen.page.goto(meridian.link('delegate', 0));
      await chen.page.locator('[data-testid="prejoin-error"][data-code="removed"]').waitFor();
    } finally {
      await chen.close();
    }
  }, 90_000);

  it('a chair ends the meeting for everyone', async () => {
    await li.page.getByTestId('leave-button').click();
    await li.page.getByTestId('end-for-all').click();
    await anna.page.getByTestId('ended-screen').waitFor();
    await li.page.getByTestId('ended-screen').waitFor();
    expect(meridian.process.errors()).toEqual([]);
  }, 30_000);
});

describe('a camera changed in mid-call', () => {
  it('goes on for the others without a new subscription', async () => {
    const meridian = await startStandalone();
    const anna = await Participant.open('Anna Kovaleva', signals.third);
    // Chromium's own two fake cameras: a file as the camera would make them one.
    const li = await Participant.open('Li Wei', signals.first, {
      plainFakeCameras: true,
    });
    try {
      await li.join(meridian.link('chair', 0));
      await anna.join(meridian.link('chair', 1));
      await anna.until(
        () => anna.tileStats(li.name),
        (stats) => (stats?.framesDecoded ?? 0) > 5,
        40_000,
      );
      const deviceOf = () =>
        li.page.evaluate(() => {
          for (const connection of window.testPeerConnections) {
            for (const { track } of connection.getSenders()) {
              if (track?.kind === 'video') return track.getSettings().deviceId ?? null;
            }
          }
          return null;
        });
      const before = await deviceOf();
      const bytesBefore = (await anna.tileStats(li.name))?.bytesReceived ?? 0;
      await li.page.getByTestId('more-button').click();
      await li.page.getByTestId('devices-item').click();
      await li.page.getByTestId('camera-select').selectOption({ index: 1 });
      await li.until(deviceOf, (device) => device !== null && device !== before);
      await anna.until(
        () => anna.tileStats(li.name),
        (stats) => (stats?.bytesReceived ?? 0) > bytesBefore + 20_000,
      );
    } finally {
      await Promise.all([li.close(), anna.close()]);
      await meridian.close();
    }
  }, 120_000);
});
