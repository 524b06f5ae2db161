import { isBlank, isRule, isShortRule, lastFilled } from './reply-lines.ts';
import { FORWARD_MARKER } from './reply-phrases.ts';
import { CLOSING_LINE, DEVICE_LINE, DISCLAIMER_START } from './signature-phrases.ts';

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
    if (isDeviceLine(lines[last] ?? '')) found = last;
    else if (isNameDash(lines, start, last)) found = last;
    else {
      const paragraph = paragraphStart(lines, start, last);
      const head = isShortRule(lines[paragraph] ?? '') ? paragraph + 1 : paragraph;
      if (paragraph > start && DISCLAIMER_START.test(lines[head] ?? '')) found = paragraph;
      else break;
    }
    if (isRule(lines[lastFilled(lines, start, found)] ?? '')) found = lastFilled(lines, start, found);
  }
  found = Math.min(found, disclaimerStart(lines, start, found));
  return contactBlockStart(lines, start, found);
}

/** Links count as their words, written as in Markdown or with their address behind: "Sent from [Yahoo Mail](https://…)". */
function isDeviceLine(line: string): boolean {
  const words = line.replace(/\[([^\][]{1,80})\]\([^()\s]{1,300}\)/g, '$1');
  return DEVICE_LINE.test(words) || DEVICE_LINE.test(words.replace(/ ?<https?:[^<>\s]{1,300}>/g, ''));
}

const CONTACT =
  /[\w.+-]{1,64}@[\w-]{1,63}\.|\b(?:https?:\/\/|www\.)|(?:\+|\()?\d[\d ()/.-]{6,}|\b(?:tel|phone|fon|fax|mob(?:ile|il)?|cell|gmbh|inc|ltd|llc|s\.?a|s\.?r\.?l|b\.?v|ag|kg|plc|corp|ceo|cto|cfo)\b/iu;

/**
 * A greeting at the end followed by a name and at least one line about the person (office, company, telephone) is a
 * signature without the dashes. A greeting with nothing but a name is part of the letter and stays.
 */
function contactBlockStart(lines: readonly string[], start: number, end: number): number {
  for (let at = end - 1; at > start && at > end - 25; at -= 1) {
    if (!CLOSING_LINE.test(lines[at] ?? '')) continue;
    const rest = lines.slice(at + 1, end).filter((line) => !isBlank(line));
    const before = lastFilled(lines, start, at) >= start;
    return before && rest.length >= 2 && rest.length <= 14 && rest.every(isContactLine) && isName(rest[0] ?? '')
      ? at
      : end;
  }
  return end;
}

/** One line of a signature: short, no sentence, no question, no postscript. */
function isContactLine(line: string): boolean {
  const text = withoutTitle(line).trim();
  if (text.length > 120 || /[?？]/.test(text) || /^(?:p\.? ?s\.?|nb|edit)\b/i.test(text)) return false;
  if (CONTACT.test(text) || isRule(text)) return true;
  return (
    text.length <= 70 && /^[^\p{Ll}]/u.test(text) && !/[.!。](?:\s+\D|\s*$)/u.test(text.replace(/\b\p{L}{1,4}\./gu, ''))
  );
}

function isName(line: string): boolean {
  return /^[\s*_]*(?:\p{Lu}|\p{Lo})[\p{L}\p{M}.'’-]*(?:[ ,]+[\p{L}\p{M}.'’()-]+){0,5}[\s*_,]*$/u.test(
    withoutTitle(line),
  );
}

/** Without what stands before names: "i. A.", "Dr.", "Mrs". */
function withoutTitle(line: string): string {
  return line.replace(/^[\s*_]*(?:(?:i\. ?[av]\.|ppa\.?|(?:prof|dr|mr|mrs|ms|ing|mag)\.?) ?)+(?=\p{Lu})/iu, '');
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
      if (!DISCLAIMER_START.test(lines[at] ?? '')) continue;
      const tail = lines.slice(at, end).join(' ');
      if (tail.length > 80 && !/\?\s/.test(tail)) return isRule(lines[at - 1] ?? '') ? at - 1 : at;
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
