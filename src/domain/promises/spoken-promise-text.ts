/** Which words of a message are the writer's own, cut into sentences, with their places in the text kept. */
import { quotations } from './spoken-promise-quotations.ts';

export interface Sentence {
  readonly start: number;
  readonly text: string;
}

const signOff =
  /^\s*(?:(?:kind|best|warm|many)? ?(?:regards|wishes)|(?:yours )?(?:sincerely|faithfully|truly)|cheers|thanks(?: again)?|thank you|best|mit (?:freundlichen|besten|herzlichen) grüßen|(?:viele|liebe|beste|freundliche|herzliche|schöne) grüße(?: aus .{1,20})?|lg|mfg|vg|gruß|herzlichst|saludos(?: cordiales)?|un saludo|atentamente|cordialement|bien à vous|cumprimentos|atenciosamente|abraços?)\s*[,!.]?\s*$/iu;
const quoteHead =
  /^\s*(?:-{2,} ?(?:original message|ursprüngliche nachricht|forwarded message|weitergeleitete nachricht|mensaje original|message d'origine|mensagem original)|(?:on|am|el|le|em) .{6,120}(?:wrote|schrieb.{0,80}|escribió|a écrit|escreveu) ?:|(?:from|von|de): .+@.+)/iu;
const abbreviations =
  /(?:^|[\s(])(?:[a-zäöü]|z\. ?b|bzw|ca|dr|nr|mr|mrs|ms|prof|str|tel|inkl|ggf|evtl|e\.g|i\.e|approx|etc|vs|no|st|usw|u\.a|d\.h|sr|sra|jan|feb|mar|apr|aug|sept?|oct|okt|nov|dec|dez|mrz|a\.m|p\.m)\.$/iu;

/** Blanks out what somebody else said: quoted lines and blocks, words in quotation marks, code, signatures. Same length. */
export function ownWords(text: string): string {
  let isQuoting = false;
  let isSigning = false;
  let isCode = false;
  const lines = text.replaceAll(/[’‘´]/gu, "'").replaceAll('\u00a0', ' ').split('\n');
  const kept = lines.map((line, index) => {
    if (/^\s*```/u.test(line)) {
      isCode = !isCode;
      return blank(line);
    }
    if (/^--\s?$/u.test(line) || quoteHead.test(line)) isQuoting = true;
    if (isSigning && /^\s*p\.? ?s\.?\b/iu.test(line)) isSigning = false;
    if (isQuoting || isCode || isSigning || /^\s*(?:>|\|)/u.test(line)) return blank(line);
    if (signOff.test(line) && endsWithName(lines, index)) {
      isSigning = true;
      return blank(line);
    }
    return line;
  });
  const own = kept.join('\n');
  let unquoted = '';
  let from = 0;
  for (const [start, end] of quotations(own)) {
    unquoted += own.slice(from, start) + blank(own.slice(start, end));
    from = end;
  }
  return unquoted + own.slice(from);
}

/** Sentences in order; a line break ends one unless the line was wrapped by a mail program. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const cut = (end: number) => {
    const raw = text.slice(start, end);
    const lead = raw.length - raw.trimStart().length;
    if (raw.trim().length > 3) sentences.push({ start: start + lead, text: raw.trim().replaceAll('\n', ' ') });
    start = end;
  };
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (sign === '\n') {
      if (isLineEnd(text, start, place)) cut(place + 1);
    } else if (sign === '!' || sign === '?' || sign === ';' || sign === '…') cut(place + 1);
    else if (sign === '.' && isFullStop(text, start, place)) cut(place + 1);
  }
  cut(text.length);
  return sentences;
}

/** What looks like a sign-off is one when a name or nothing follows: "Thanks!" also opens a letter. */
function endsWithName(lines: readonly string[], index: number): boolean {
  const next = lines.slice(index + 1).find((line) => line.trim() !== '');
  return next === undefined || (next.trim().length < 45 && !/[.!?:]\s*$/u.test(next));
}

function isLineEnd(text: string, start: number, place: number): boolean {
  const lineStart = text.lastIndexOf('\n', place - 1) + 1;
  const next = text.slice(place + 1, place + 40);
  const isWrapped =
    place - Math.max(lineStart, start) > 45 &&
    /^[^\S\n]*[\p{L}\d(]/u.test(next) &&
    !/^[^\S\n]*(?:\d+[.)]|[-*•]) /u.test(next);
  return !isWrapped || (text[place - 1] === ',' && place - lineStart < 40);
}

function isFullStop(text: string, start: number, place: number): boolean {
  const after = text.slice(place + 1, place + 16);
  if (!/^["')\]]?(?:\s|$)/u.test(after)) return false;
  const before = text.slice(Math.max(start, place - 12), place + 1);
  // "… at 10:45. We", "… in 2026. The": no ordinal has a colon or three figures
  if (/(?::\d\d|\d{3})\.$/u.test(before) && /^ \p{Lu}/u.test(after)) return true;
  // "3. Dezember", "12.3. um neun", "am 12. sende": an ordinal goes on in the same line
  if (/\d\.$/u.test(before) && /^ \p{L}/u.test(after)) {
    if (/^ (?:jan|feb|mär|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez|\p{Ll})/iu.test(after)) return false;
    if (
      /(?:\bam|\bzum|\bbis|\d\.\d{1,2}\.)$|\d\.\d{1,2}\.$|(?:am|zum|bis) \d{1,2}\.$/iu.test(before) &&
      !/^ (?:ich|wir|das|sie|der|die|es) /iu.test(after)
    )
      return false;
  }
  return !abbreviations.test(before) || (/^ \p{Lu}/u.test(after) && /(?:a\.m|p\.m|etc|usw)\.$/iu.test(before));
}

/** Spaces for words, one for each UTF-16 unit: an emoji is two, and every place after it must stay. */
function blank(words: string): string {
  return words.replaceAll(/[^\n]/g, ' ');
}
