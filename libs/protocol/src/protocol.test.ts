import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MeridianError, errorCodes, toErrorBody } from './errors.js';
import { events } from './events/index.js';
import { ack, eventEnvelope, requestEnvelope } from './message.js';
import { messages } from './messages/index.js';
import { permissions } from './permissions.js';
import { permissionOf } from './registry.js';
import { displayName, languageTag, meetingCode } from './shapes/identity.shape.js';

const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });

describe('every schema', () => {
  const schemas = [
    ...Object.values(messages).flatMap((message) => [message.request, message.response]),
    ...Object.values(events).map((event) => event.payload),
    requestEnvelope,
    eventEnvelope,
    ack,
  ];

  it('answers whatever comes without throwing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...schemas), anything, (schema, value) => {
        schema.safeParse(value);
      }),
      { numRuns: 5_000 },
    );
  });

  it('refuses fields it does not know', () => {
    for (const message of Object.values(messages)) {
      const result = message.request.safeParse({ somethingElse: 1 });
      expect([message.name, result.success]).toEqual([message.name, false]);
    }
  });
});

describe('definitions', () => {
  it('stand under their own names', () => {
    for (const [name, { name: own }] of Object.entries({ ...messages, ...events })) {
      expect(own).toBe(name);
    }
  });

  it('ask for permissions that exist', () => {
    for (const message of Object.values(messages)) {
      if (typeof message.permission === 'string') expect(permissions).toContain(message.permission);
    }
    const request = (source: 'microphone' | 'camera' | 'screen' | 'screenAudio') =>
      permissionOf('produce', { source } as Parameters<typeof permissionOf<'produce'>>[1]);
    expect(request('microphone')).toBe('media.sendAudio');
    expect(request('camera')).toBe('media.sendVideo');
    expect(request('screen')).toBe('media.share');
    expect(request('screenAudio')).toBe('media.share');
  });
});

describe('names, codes and languages', () => {
  it.each(['李伟', 'Анна Ковалёва', 'José de Souza', 'प्रिया', 'ليلى'])(
    'takes the name %s',
    (name) => {
      expect(displayName.parse(`  ${name} `)).toBe(name);
    },
  );
  it.each(['', '   ', 'a\u0000b', 'a\u202Eb', 'x'.repeat(81)])('refuses the name %j', (name) => {
    expect(displayName.safeParse(name).success).toBe(false);
  });
  it('knows meeting codes and language tags', () => {
    expect(meetingCode.safeParse('abc-def-ghj').success).toBe(true);
    expect(meetingCode.safeParse('../etc').success).toBe(false);
    expect(languageTag.safeParse('zh-Hans-CN').success).toBe(true);
    expect(languageTag.safeParse('русский').success).toBe(false);
  });
});

describe('errors', () => {
  it('tell their code and hide what is not theirs to tell', () => {
    expect(toErrorBody(new MeridianError('room_full', 'Full.', { details: { limit: 2 } }))).toEqual(
      {
        code: 'room_full',
        message: 'Full.',
        details: { limit: 2 },
      },
    );
    expect(JSON.stringify(toErrorBody(new Error('password=hunter2')))).not.toContain('hunter2');
  });
  it('have an HTTP status each', () => {
    for (const status of Object.values(errorCodes)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
    }
  });
});
