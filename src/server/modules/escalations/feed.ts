/** A rota as a calendar (RFC 5545), for whoever keeps its address. */
import { shiftsBetween } from '../../../domain/promises/escalation-rota.ts';
import type { Context } from '../../context.ts';
import { readKey } from './keys.ts';
import { findNames, findRota, rotaOf } from './rota-queries.ts';

const weeksBack = 4;
const weeksAhead = 26;
const week = 7 * 86_400_000;

/** The shifts of the last four weeks and the next half year; undefined when the key opens no rota. */
export async function readFeed(ctx: Context, key: string): Promise<string | undefined> {
  const id = readKey(ctx.secret, 'rota', key);
  const from = new Date(ctx.now.getTime() - weeksBack * week);
  const row = id === undefined ? undefined : await findRota(ctx.db, id, from);
  if (row === undefined) return undefined;
  const shifts = shiftsBetween(rotaOf(row), from, new Date(ctx.now.getTime() + weeksAhead * week));
  const names = await findNames(
    ctx.db,
    shifts.map(({ userId }) => userId),
  );
  const stamp = stampOf(row.changed_at);
  const events = shifts.flatMap((shift) => [
    'BEGIN:VEVENT',
    `UID:${row.id}-${stampOf(shift.from)}@kept`,
    `DTSTAMP:${stamp}`,
    `DTSTART:${stampOf(shift.from)}`,
    `DTEND:${stampOf(shift.until)}`,
    `SUMMARY:${escaped(`${row.name}: ${names.get(shift.userId) ?? ''}`)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kept//On call//EN',
    `X-WR-CALNAME:${escaped(row.name)}`,
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function stampOf(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);
}

/** No line is longer than 75 octets (RFC 5545, 3.1); a character is never cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (Buffer.byteLength(part + character) > 73) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].join('\r\n ');
}
