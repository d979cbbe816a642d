// Signalling of a whole Meridian against bare socket.io, in one run on one machine: server CPU and
// round trip per request that is acknowledged and told to a room of five. Interleaved A B A B …, the
// median of the ratios and their range are the result; absolute times say little.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client';

const pairs = 7;
const requestsPerClient = 300;
const busyLoad = 1.0;

if (loadavg()[0] > busyLoad * availableParallelism()) {
  console.error(`This machine is busy (load ${loadavg()[0].toFixed(1)}); figures would be noise.`);
  process.exit(2);
}

/** Starts a server and waits for a line; resolves with the lines until then. */
function start(args, env, isReady) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = [];
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (isReady(lines)) resolve({ child, lines });
    });
  });
}

async function stop({ child }) {
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** CPU seconds a process has used; the kernel counts them in hundredths. */
async function cpuSeconds(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const connect = (origin, token) =>
  new Promise((resolve, reject) => {
    const socket = io(`${origin}/rtc`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { protocolVersion: 1, token, clientId: `bench-${randomUUID()}` },
    });
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });

const ask = async (socket, name, data) => {
  const ack = await socket.emitWithAck(name, { id: randomUUID(), data });
  if (!ack.ok) throw new Error(`${name}: ${ack.error.code}`);
};

/** One round: the clients join, then all raise and lower their hands as fast as they are answered. */
async function round({ origin, tokens, pid }) {
  const sockets = await Promise.all(tokens.map((token) => connect(origin, token)));
  for (const socket of sockets) {
    await ask(socket, 'join', {
      displayName: 'Bench',
      spokenLanguage: 'en',
      captionLanguage: null,
    });
  }
  const trips = [];
  const before = await cpuSeconds(pid);
  await Promise.all(
    sockets.map(async (socket) => {
      for (let request = 0; request < requestsPerClient; request += 1) {
        const started = performance.now();
        await ask(socket, 'raiseHand', { raised: request % 2 === 0 });
        trips.push(performance.now() - started);
      }
    }),
  );
  const cpu = (await cpuSeconds(pid)) - before;
  for (const socket of sockets) socket.close();
  trips.sort((a, b) => a - b);
  return {
    cpuMsPerRequest: (cpu * 1000) / trips.length,
    p50Ms: trips[Math.floor(trips.length * 0.5)],
    p99Ms: trips[Math.floor(trips.length * 0.99)],
  };
}

const data = await mkdtemp(join(tmpdir(), 'meridian-bench-'));
const isLink = (line) => /^\w+: http/.test(line);
const meridian = await start(
  ['dist/apps/standalone/src/main.js'],
  {
    PORT: '0',
    DATA_DIR: data,
    RTC_WORKERS: '1',
    RTC_PORT: '45970',
    RTC_ANNOUNCED_ADDRESS: '127.0.0.1',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  },
  (lines) => lines.filter(isLink).length === 6,
);
const bare = await start(['test/bench/bare-socket-server.mjs'], {}, (lines) => lines.length > 0);

// An observer may not raise a hand; the five others may.
const links = meridian.lines
  .filter((line) => isLink(line) && !line.startsWith('observer'))
  .map((line) => new URL(line.slice(line.indexOf(' ') + 1)));
const tokens = links.map((link) => link.searchParams.get('token'));
const sides = {
  meridian: { origin: links[0].origin, tokens, pid: meridian.child.pid },
  bare: {
    origin: `http://127.0.0.1:${bare.lines[0].split(' ')[1]}`,
    tokens,
    pid: bare.child.pid,
  },
};

const results = [];
try {
  // A first pair warms both up and is not counted.
  for (let pair = 0; pair <= pairs; pair += 1) {
    const result = { meridian: await round(sides.meridian), bare: await round(sides.bare) };
    if (pair > 0) results.push(result);
  }
} finally {
  await Promise.all([stop(meridian), stop(bare)]);
  await rm(data, { recursive: true, force: true });
}

const ratios = (part) =>
  results.map((result) => result.meridian[part] / result.bare[part]).sort((a, b) => a - b);
const summary = Object.fromEntries(
  ['cpuMsPerRequest', 'p50Ms', 'p99Ms'].map((part) => {
    const sorted = ratios(part);
    return [
      part,
      { median: sorted[Math.floor(sorted.length / 2)], range: [sorted[0], sorted.at(-1)] },
    ];
  }),
);
console.log(`Meridian / bare socket.io, ${pairs} pairs, ${tokens.length} clients in one room:`);
for (const [part, { median, range }] of Object.entries(summary)) {
  const [low, high] = range.map((value) => value.toFixed(2));
  console.log(`  ${part.padEnd(16)} ${median.toFixed(2)}x  (${low} to ${high})`);
}
await mkdir('test/bench/results', { recursive: true });
const machine = { cpu: cpus()[0]?.model, cores: availableParallelism(), load: loadavg() };
await writeFile(
  'test/bench/results/signalling.json',
  JSON.stringify({ at: new Date().toISOString(), machine, summary, results }, null, 2),
);
