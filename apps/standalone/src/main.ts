import { fileURLToPath } from 'node:url';
import { runApp, serveWebApp } from '@meridian/platform';
import { DemoMeeting } from '../../meetings/src/demo/demo-meeting.js';
import { serveApiDocs } from '../../meetings/src/rest/api-docs.js';
import { StandaloneModule } from './standalone.module.js';

/** Where the build puts the web client, seen from this file's place in the build. */
const webClient = fileURLToPath(new URL('../../web/public', import.meta.url));

const { app, url } = await runApp((context) => StandaloneModule.forRoot(context), {
  configure: async (application) => {
    serveApiDocs(application);
    await serveWebApp(application, webClient);
  },
});
process.stdout.write(`Meridian is ready at ${url}\n`);
for (const link of await app.get(DemoMeeting, { strict: false }).links(url)) {
  process.stdout.write(`${link.role}: ${link.url}\n`);
}
