import { describe, expect, it } from '@jest/globals';
import { createLogger, NestLog } from './logger.js';

function capture(format: 'json' | 'pretty' = 'json') {
  const lines: string[] = [];
  const logger = createLogger(
    { level: 'trace', format },
    { write: (line: string) => void lines.push(line) },
  );
  return { logger, text: () => lines.join('') };
}

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhYmNkZWZnaCJ9.s4IOs9f106aFurTRCd42Pl9';

describe('createLogger', () => {
  it('hides secrets in fields of every depth', () => {
    const { logger, text } = capture();
    logger.info({ token: 'geheim', a: { password: 'geheim', b: { cookie: 'geheim' } } }, 'x');
    logger.info({ req: { headers: { authorization: 'geheim', 'set-cookie': 'geheim' } } }, 'x');
    expect(text()).not.toContain('geheim');
    expect(text().match(/\[redacted\]/g)).toHaveLength(5);
  });

  it('hides secrets in URLs, messages and errors', () => {
    const { logger, text } = capture();
    logger.info({ url: '/m/abc?lang=ru&token=geheim&x=1' }, 'GET /m/abc?token=geheim');
    logger.info(`Bearer ${token} was refused`);
    logger.error({ err: new Error('connect postgres://meridian:geheim@db:5432/x failed') });
    expect(text()).not.toMatch(/geheim|eyJ/);
    expect(text()).toContain('&x=1');
    expect(text()).toContain('postgres://meridian:[redacted]@db:5432/x');
    for (const line of text().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
  });

  it('hides them in the readable form as well', () => {
    const { logger, text } = capture('pretty');
    logger.info({ token: 'geheim', url: '/m/abc?token=geheim' }, 'Hello');
    expect(text()).toContain('Hello');
    expect(text()).not.toContain('geheim');
  });

  it('writes levels as words and times as ISO 8601', () => {
    const { logger, text } = capture();
    logger.warn({ roomId: 'r' }, 'Careful');
    const line: unknown = JSON.parse(text());
    expect(line).toMatchObject({ level: 'warn', roomId: 'r', msg: 'Careful' });
    expect(line).toHaveProperty('time', expect.stringMatching(/^\d{4}-.*Z$/));
  });
});

describe('NestLog', () => {
  it('keeps context and stack apart and quietens the wiring', () => {
    const { logger, text } = capture();
    const log = new NestLog(logger);
    log.log('Mapped a route', 'RouterExplorer');
    log.log('Something of ours', 'MeetingsModule');
    log.error('It broke', 'Error: It broke\n    at somewhere', 'SfuModule');
    const lines = text()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toEqual([
      expect.objectContaining({ level: 'debug', context: 'RouterExplorer' }),
      expect.objectContaining({ level: 'info', context: 'MeetingsModule' }),
      expect.objectContaining({
        level: 'error',
        context: 'SfuModule',
        stack: expect.stringContaining('somewhere'),
      }),
    ]);
  });
});
