import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { renderProtocolDocs } from './render-protocol-docs.js';

await writeFile(resolve('docs/protocol.md'), renderProtocolDocs());
