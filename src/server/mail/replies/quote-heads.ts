import { isBlank, isQuoted, isShortRule, nextFilled } from './reply-lines.ts';
import {
  ATTRIBUTIONS,
  ATTRIBUTION_START,
  HEADER_FROM,
  HEADER_OTHER,
  HEADER_SUBJECT,
  HEADER_TO,
  HEADER_WHEN,
} from './reply-phrases.ts';

/** How many lines the attribution starting here takes, 0 when there is none. */
export function attributionLength(lines: readonly string[], index: number): number {
  const first = (lines[index] ?? '').trim();
  const dated = /\d{1,2}[:.]\d{2}/.test(first);
  const begins = ATTRIBUTION_START.test(first);
  if (!begins && !dated && !/(?:[:：]|wrote ?-{2,})$/.test(first)) return 0;
  let joined = '';
  for (let length = 1; length <= 4; length += 1) {
    const line = (lines[index + length - 1] ?? '').trim();
    if (isBlank(line) || (length > 1 && isQuoted(line))) return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (joined.length > 400) return 0;
    const bare = joined
      .replace(/^-{2,} ?(?=\p{L})/u, '')
      .replace(/[*_]/g, '')
      .replace(/\s+/g, ' ')
      .replace(/<\s+/g, '<')
      .trim();
    if (ATTRIBUTIONS.some((pattern) => pattern.test(bare)) && isAttributionLike(bare, lines, index + length))
      return isBroken(lines, index + length) ? length + 1 : length;
    if (isHead(bare) && isQuoted(lines[nextFilled(lines, index + length)] ?? '')) return length;
    if (!begins && !dated) return 0;
  }
  return 0;
}

/** Whatever the language: a time of day, somebody's address and a colon, right above what is marked as quoted. */
function isHead(joined: string): boolean {
  return /\d{1,2}[:.]\d{2}/.test(joined) && /<[^<>\s]+@[^<>\s]+>/.test(joined) && /[:：]\P{L}{0,3}$/u.test(joined);
}

/** A colon within the head ("(dated:") made it end too early: its last line stands alone above what is quoted. */
function isBroken(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').trim();
  return /\d.*\):?$/.test(line) && isBlank(lines[at + 1]) && isQuoted(lines[nextFilled(lines, at + 1)] ?? '');
}

function isAttributionLike(joined: string, lines: readonly string[], after: number): boolean {
  const quotedNext = isQuoted(lines[nextFilled(lines, after)] ?? '');
  return quotedNext || /\d/.test(joined) || /@/.test(joined);
}

/** End of an Outlook-like block of header lines starting here, 0 when there is none. */
export function headerBlockEnd(lines: readonly string[], index: number): number {
  const first = lines[index] ?? '';
  if (!HEADER_FROM.test(first) && !HEADER_WHEN.test(first) && !HEADER_SUBJECT.test(first) && !HEADER_TO.test(first))
    return 0;
  const kinds = new Set<string>();
  let end = index;
  let misses = 0;
  for (let at = index; at < Math.min(lines.length, index + 14) && misses < 3; at += 1) {
    const line = lines[at] ?? '';
    const kind =
      HEADER_FROM.test(line) && !kinds.has('from')
        ? 'from'
        : HEADER_WHEN.test(line)
          ? 'when'
          : HEADER_TO.test(line)
            ? 'to'
            : HEADER_SUBJECT.test(line)
              ? 'subject'
              : HEADER_OTHER.test(line)
                ? 'other'
                : null;
    if (kind) {
      kinds.add(kind);
      end = at + 1;
      misses = 0;
    } else misses += 1;
  }
  const block = lines.slice(index, end).join('\n');
  // people write "From: Berlin, To: Paris" too: a mail's head names its subject, an address or a time of day
  if (!kinds.has('subject') && !block.includes('@') && !/\d{1,2}[:.h]\d{2}/.test(block)) return 0;
  const core = ['from', 'when', 'to', 'subject'].filter((kind) => kinds.has(kind)).length;
  const sender = kinds.has('from') || separatorAbove(lines, index);
  if (sender && (core >= 3 || (core === 2 && separatorAbove(lines, index)))) return end;
  return core === 2 && end === index + 2 && /\d{4}.*\d{1,2}:\d{2}/.test(block) && block.includes('@') ? end : 0;
}

/** HCL Notes puts name, date and the labels on lines of their own: end of such a head starting here, 0 when there is none. */
export function notesBlockEnd(lines: readonly string[], index: number): number {
  if (!/^["'\p{L}].{0,80}<[^<>\s]+@[^<>\s]+>\s*$/u.test(lines[index] ?? '')) return 0;
  const date = nextFilled(lines, index + 1);
  if (!/^\s*\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? +\d{1,2}[:.]\d{2}/.test(lines[date] ?? '')) return 0;
  for (let at = date + 1; at < Math.min(lines.length, date + 7); at += 1)
    if (
      /^\s*(?:to|an|à|a|para|aan|do|til|till|кому|please respond to|bitte antwort an)\s*:?\s*$/iu.test(lines[at] ?? '')
    )
      return at + 1;
  return 0;
}

/** Is there a drawn line at most two blank lines above? */
export function separatorAbove(lines: readonly string[], index: number): boolean {
  let at = index - 1;
  while (at >= 0 && isBlank(lines[at])) at -= 1;
  return at >= 0 && index - at <= 3 && isShortRule(lines[at] ?? '');
}
