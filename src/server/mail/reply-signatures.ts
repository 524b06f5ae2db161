import { isBlank, isRule, lastFilled } from './reply-lines.ts';
import { DEVICE_LINE, DISCLAIMER_START, FORWARD_MARKER } from './reply-phrases.ts';

/** First line of the signature inside [start, end), or `end`. */
export function signatureStart(lines: readonly string[], start: number, end: number): number {
  if (lines.slice(start, end).some((line) => FORWARD_MARKER.test(line))) return end;
  let found = end;
  for (let at = start; at < end; at += 1) {
    const line = lines[at] ?? '';
    if (
      line === '-- ' ||
      (/^\s*(?:--|__|—|–|--\s?[\u00a0])\s*$/.test(line) && looksLikeSignature(lines, at + 1, end))
    ) {
      found = at;
      break;
    }
    if (/^\s*[_-]{20,}\s*$/.test(line) && isListFooter(lines.slice(at + 1, end))) {
      found = at;
      break;
    }
  }
  for (;;) {
    const last = lastFilled(lines, start, found);
    if (last < start) return found;
    if (DEVICE_LINE.test(lines[last] ?? '')) found = last;
    else if (isNameDash(lines, start, last)) found = last;
    else {
      const paragraph = paragraphStart(lines, start, last);
      if (paragraph > start && DISCLAIMER_START.test(lines[paragraph] ?? '')) found = paragraph;
      else break;
    }
    if (isRule(lines[lastFilled(lines, start, found)] ?? '')) found = lastFilled(lines, start, found);
  }
  const disclaimer = disclaimerStart(lines, start, found);
  return disclaimer < found ? disclaimer : found;
}

/** What mailing lists append to every mail. */
function isListFooter(rest: readonly string[]): boolean {
  const filled = rest.filter((line) => !isBlank(line));
  return (
    filled.length > 0 &&
    filled.length <= 8 &&
    /mailing list|mailingliste|listinfo|unsubscribe|abmelden|liste de diffusion/i.test(filled.join(' '))
  );
}

/** A legal notice of several paragraphs: found by its first sentence, taken to the end when nothing but it follows. */
function disclaimerStart(lines: readonly string[], start: number, end: number): number {
  for (let at = start + 1; at < end; at += 1) {
    if (isBlank(lines[at - 1]) || isRule(lines[at - 1] ?? '')) {
      const tail = lines.slice(at, end).join(' ');
      if (DISCLAIMER_START.test(lines[at] ?? '') && tail.length > 80 && !/\?\s/.test(tail))
        return isRule(lines[at - 1] ?? '') ? at - 1 : at;
    }
  }
  return end;
}

function looksLikeSignature(lines: readonly string[], from: number, end: number): boolean {
  const rest = lines.slice(from, end).filter((line) => !isBlank(line));
  return (
    rest.length > 0 && rest.length <= 15 && rest.every((line) => line.length <= 160 || DISCLAIMER_START.test(line))
  );
}

/** "-John" or "– Anna B." as the last line, unless it ends a list. */
function isNameDash(lines: readonly string[], start: number, last: number): boolean {
  if (!/^\s?[-–—]{1,2} ?\p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,2}\s*$/u.test(lines[last] ?? '')) return false;
  const previous = lastFilled(lines, start, last);
  return previous >= start && !/^\s*[-–—*•]/.test(lines[previous] ?? '') && !/:\s*$/.test(lines[previous] ?? '');
}

function paragraphStart(lines: readonly string[], start: number, last: number): number {
  let at = last;
  while (at > start && !isBlank(lines[at - 1])) at -= 1;
  return at;
}
