/** A process that owns the database of a folder until it is killed; the crash tests' victim. */
import { pino } from 'pino';
import { EmbeddedPostgres } from '../embedded/embedded-postgres.js';

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('Name the data folder.');
const postgres = await EmbeddedPostgres.start(dataDir, pino({ level: 'silent' }));
process.stdout.write(`${postgres.url}\n`);
process.on('SIGTERM', () => {
  void postgres.close().then(() => process.exit(0));
});
setInterval(() => undefined, 60_000);
