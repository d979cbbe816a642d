import { z } from 'zod';
import { errorCodes } from '../errors.js';
import { events } from '../events/index.js';
import type { EventDefinition, MessageDefinition } from '../message.js';
import { messages } from '../messages/index.js';
import { protocolVersion } from '../version.js';

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly format?: string;
}

/** The text of docs/protocol.md, made from the schemas; a test holds the file against it. */
export function renderProtocolDocs(): string {
  return [
    intro,
    '## Requests\n',
    ...Object.values(messages).map(renderMessage),
    '## Events\n',
    ...Object.values(events).map(renderEvent),
    renderErrors(),
  ].join('\n');
}

const intro = `# Signalling protocol, version ${protocolVersion}

<!-- Made by \`npm run docs:protocol\` from libs/protocol. Do not edit. -->

A socket.io connection to the namespace \`/rtc\` with the handshake \`auth\` object
\`{ protocolVersion, token, clientId }\`: the version above, the token of the join link, and a random
id of the browser tab. A refused handshake arrives as \`connect_error\` whose \`data\` is
\`{ code, message, details? }\`.

A request is \`emit(name, { id, data }, ack)\`. \`id\` is random, 8 to 64 characters; sending the same
\`id\` again is a retry and gets the first answer. The acknowledgement is \`{ ok: true, data }\` or
\`{ ok: false, error: { code, message, details? } }\`. Clients translate codes, never texts. The first
request is \`join\`, again after every reconnect.

An event is \`on(name, { epoch, seq, data })\`. Events to the room carry a \`seq\` that rises by one
within an \`epoch\`; one at or below the snapshot's \`seq\` is old news, a gap means: \`join\` again.
Events to one seat have \`seq\` null. A new \`epoch\` is a new media room: transports of before are gone.
`;

function renderMessage(message: MessageDefinition): string {
  const permission =
    typeof message.permission === 'function'
      ? 'depends on the request'
      : `\`${message.permission}\``;
  return `### ${message.name}

${message.summary} Permission: ${permission}.

Request:
${renderFields(message.request)}
Response:
${renderFields(message.response)}`;
}

function renderEvent(event: EventDefinition): string {
  const audience = event.audience === 'room' ? 'everybody in the room' : 'one participant';
  return `### ${event.name}

${event.summary} To ${audience}.

${renderFields(event.payload)}`;
}

function renderFields(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const properties = Object.entries(json.properties ?? {});
  if (properties.length === 0) return '\nnothing\n';
  const rows = properties.map(([name, property]) => {
    const optional = json.required?.includes(name) ? '' : ' (optional)';
    return `| \`${name}\`${optional} | ${typeText(property, 0)} |`;
  });
  return `\n| field | type |\n|---|---|\n${rows.join('\n')}\n`;
}

function typeText(schema: JsonSchema, depth: number): string {
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return alternatives.map((one) => typeText(one, depth)).join(' or ');
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((one) => `\`${String(one)}\``).join(', ');
  if (schema.type === 'array') return `list of ${typeText(schema.items ?? {}, depth)}`;
  if (schema.properties) {
    if (depth === 2) return 'object';
    const fields = Object.entries(schema.properties).map(
      ([name, property]) =>
        `${name}${schema.required?.includes(name) ? '' : '?'}: ${typeText(property, depth + 1)}`,
    );
    return `{ ${fields.join('; ')} }`;
  }
  if (schema.format) return schema.format;
  return typeof schema.type === 'string' ? schema.type : 'any';
}

function renderErrors(): string {
  const rows = Object.entries(errorCodes).map(([code, status]) => `| \`${code}\` | ${status} |`);
  return `## Error codes

The same codes stand in the problem documents of the REST routes, with this HTTP status.

| code | status |
|---|---|
${rows.join('\n')}
`;
}
