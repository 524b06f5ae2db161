import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { zendeskExport } from './zendesk-export.ts';

/** `node simulator/write-zendesk-export.ts FILE [TICKETS] [SEED]`: an invented Zendesk account as a file, to try an import. */
const [path, tickets = '20000', seed = '7'] = process.argv.slice(2);
if (path === undefined) throw new Error('Say where to: node simulator/write-zendesk-export.ts FILE [TICKETS] [SEED]');
const file = createWriteStream(path);
for (const line of zendeskExport({ tickets: Number(tickets), seed: Number(seed), until: new Date() }))
  if (!file.write(line)) await once(file, 'drain');
file.end();
await once(file, 'finish');
