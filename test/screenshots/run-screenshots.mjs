// Pictures of every screen and state, from the gallery of models, into test/screenshots/out/:
// desktop and phone, light and dark, English, Chinese, Russian and right-to-left.
// `npm run screenshots -- room` takes only the states whose name contains "room".
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { spawnSync } from 'node:child_process';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';

const gallery = 'dist/apps/web/gallery';
const out = 'test/screenshots/out';
const only = process.argv[2] ?? '';

const screens = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
};
const looks = [
  { lang: 'en', theme: 'light' },
  { lang: 'en', theme: 'dark' },
  { lang: 'zh-CN', theme: 'light' },
  { lang: 'ru', theme: 'light' },
];
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const built = spawnSync(
  process.execPath,
  ['node_modules/vite/bin/vite.js', 'build', '-c', 'apps/web/vite.config.ts', '--mode', 'gallery'],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
if (built.status !== 0) throw new Error('The gallery could not be built.');

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const asked = join(gallery, normalize(pathname));
  const isFile = await stat(asked).then(
    (found) => found.isFile(),
    () => false,
  );
  const file = isFile ? asked : join(gallery, 'gallery.html');
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy':
      "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:",
  });
  createReadStream(file).pipe(response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://localhost:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const complaints = [];
let taken = 0;
try {
  for (const [screen, viewport] of Object.entries(screens)) {
    for (const { lang, theme } of looks) {
      const context = await browser.newContext({ viewport, colorScheme: theme, locale: lang });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error}`));
      await page.goto(`${origin}/gallery.html?lang=${lang}&theme=${theme}`);
      await page.locator('html[data-gallery="ready"]').waitFor({ state: 'attached' });
      const states = await page.locator('li a').allTextContents();
      for (const state of states.filter((name) => name.includes(only))) {
        await page.goto('about:blank');
        await page.goto(`${origin}/gallery.html?lang=${lang}&theme=${theme}#${state}`);
        await page.locator('html[data-gallery="ready"]').waitFor({ state: 'attached' });
        // Pictures fade in; a still one is what a person looks at.
        await page.waitForTimeout(400);
        await page.screenshot({ path: join(out, `${state}.${screen}.${lang}.${theme}.png`) });
        taken += 1;
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`${taken} pictures in ${out}`);
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length === 0 && taken > 0 ? 0 : 1;
