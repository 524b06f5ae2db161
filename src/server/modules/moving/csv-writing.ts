import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';

/**
 * A cell that a spreadsheet would take for a formula is made text by an apostrophe before it (OWASP: CSV injection):
 * what customers write must not run on a colleague's machine. Plain numbers and phone numbers stay what they are.
 */
function harmless(value: string): string {
  if (/^[+-]?[\d\s().,/-]+$/.test(value)) return value;
  return /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
}

/** Sends rows as a CSV file while they are being read; the mark at its beginning tells spreadsheets that it is UTF-8. */
export function sendCsv(
  reply: FastifyReply,
  name: string,
  headings: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): FastifyReply {
  async function* records(): AsyncGenerator<readonly string[]> {
    yield headings.map(harmless);
    for await (const row of rows) yield row.map(harmless);
  }
  const stream = Readable.from(records()).pipe(stringify({ bom: true, record_delimiter: 'windows' }));
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(stream);
}
