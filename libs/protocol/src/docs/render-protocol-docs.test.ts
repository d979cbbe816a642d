import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { renderProtocolDocs } from './render-protocol-docs.js';

it('docs/protocol.md is what the schemas say (npm run docs:protocol makes it so)', async () => {
  await expect(readFile('docs/protocol.md', 'utf8')).resolves.toBe(renderProtocolDocs());
});
