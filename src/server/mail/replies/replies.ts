import { attributionLength, headerBlockEnd, notesBlockEnd, separatorAbove } from './quote-heads.ts';
import { cutQuotedHtml, signatureInHtml } from './reply-html.ts';
import { htmlToPlainText } from '../plain-text.ts';
import { isBlank, isQuoted, isRule, nextFilled } from './reply-lines.ts';
import { signatureStart } from './reply-signatures.ts';
import { FENCED_ATTRIBUTION, FORWARD_MARKER, ORIGINAL_SEPARATOR } from './reply-phrases.ts';

/**
 * A mail taken apart. Every line of the text stands in exactly one of `visible` (what the person wrote now), `quoted` (what
 * they answer to) and `signature` (mobile lines and legal notices included), so nothing is ever lost.
 */
export type ExtractedReply = { visible: string; visibleHtml?: string; quoted: string; signature: string };

type Label = 'own' | 'quote' | 'signature';

const MAX_LINES = 20_000;

/**
 * Finds what a person wrote in an answer. Forwarded mail and answers written between the lines stay whole; if nothing would
 * be left, everything is visible. `subject` helps to tell a forward from an answer.
 */
export function extractReply(mail: { text: string; html?: string | null; subject?: string }): ExtractedReply {
  const fromHtml = mail.html ? cutQuotedHtml(mail.html) : null;
  const text = (mail.text.trim() === '' && mail.html ? htmlToPlainText(mail.html) : mail.text).replace(/\r\n?/g, '\n');
  const lines = splitSharedLines(text.split('\n'));
  const forward = /^\s*(?:fwd?|wg|tr|rv|enc|vb|vs|i|pd|fs|вс|пересл|ilt|转发|轉寄|転送|전달)\s*[:：]/iu.test(
    mail.subject ?? '',
  );
  const labels = lines.length > MAX_LINES ? lines.map((): Label => 'own') : labelLines(lines.map(probe), forward);
  if (fromHtml !== null && !forward && !labels.includes('quote')) labelByHtml(lines, labels, htmlToPlainText(fromHtml));
  labelRuleAboveQuote(lines, labels);
  if (mail.html && !forward) labelMarkedSignature(lines, labels, signatureInHtml(fromHtml ?? mail.html));
  const visible = collect(lines, labels, 'own');
  if (visible === '')
    return { visible: text.trim(), ...(mail.html ? { visibleHtml: mail.html } : {}), quoted: '', signature: '' };
  const reply: ExtractedReply = {
    visible,
    quoted: collect(lines, labels, 'quote'),
    signature: collect(lines, labels, 'signature'),
  };
  if (mail.html)
    reply.visibleHtml =
      fromHtml !== null && reply.quoted !== '' && !hasInnerQuote(lines, labels) ? fromHtml : mail.html;
  return reply;
}

/** Yahoo on Android writes the attribution and what it quotes in one line. */
const ATTRIBUTION_AND_QUOTATION =
  /^(\s{0,8}(?:On|Am|Le|El|Em|Il|Op|Den) [^<>\n]{8,160}<[^<>\s]{1,100}@[^<>\s]{1,100}>\s?[\p{L} ]{4,20}:)\s{2,}\S/u;

/** Some programs put the attribution behind the last words of the answer: "Fine. On Wed, … wrote:". */
function splitSharedLines(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    const followed = ATTRIBUTION_AND_QUOTATION.exec(line.slice(0, 400));
    if (followed !== null) return [followed[1] ?? '', line.slice((followed[1] ?? '').length).trimStart()];
    if (line.length > 500 || !/:\s*$/.test(line) || isQuoted(line) || !isQuoted(lines[index + 1] ?? '')) return [line];
    const shared =
      /^(.{0,250}?[^\s-])\s*((?:\s|-{2,} ?)(?:On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d)|Am (?:Mo|Di|Mi|Do|Fr|Sa|So|\d)|Le (?:lun|mar|mer|jeu|ven|sam|dim|\d)).{8,200}:)\s*$/.exec(
        line,
      );
    return shared && /\d/.test(shared[2] ?? '') ? [shared[1] ?? '', (shared[2] ?? '').trimStart()] : [line];
  });
}

/** No phrase is longer than this; cutting keeps every pattern quick on hostile lines. */
function probe(given: string): string {
  // Marks of writing direction stand inside Hebrew and Arabic attributions and say nothing here.
  const line = given.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
  if (line.length <= 1000) return line;
  return line.trim() === '' ? '' : `${line.slice(0, 1000).trimEnd()}…`;
}

function collect(lines: readonly string[], labels: readonly Label[], wanted: Label): string {
  const kept = lines.filter((_, index) => labels[index] === wanted).map((line) => line.trimEnd());
  const first = kept.findIndex((line) => line !== '');
  return first < 0 ? '' : kept.slice(first).join('\n').trimEnd();
}

function hasInnerQuote(lines: readonly string[], labels: readonly Label[]): boolean {
  return lines.some((line, index) => labels[index] === 'own' && isQuoted(line));
}

/** A stretch of quotation: its first line (attribution included) and the line after its last. */
type QuoteBlock = { start: number; end: number; attributed: boolean; open: boolean };

function labelLines(lines: readonly string[], forward: boolean): Label[] {
  const labels: Label[] = lines.map(() => 'own');
  const blocks = findQuotes(lines, forward);
  const mark = (block: QuoteBlock): void => {
    labels.fill('quote', block.start, block.end);
  };
  const ownAfter = (index: number): boolean =>
    lines.some(
      (line, at) => at >= index && !isBlank(line) && !blocks.some((block) => at >= block.start && at < block.end),
    );
  const last = blocks.at(-1);
  if (last) {
    const bodyEnd = ownTextEnd(lines, last.end);
    const trailing = !ownAfter(last.end) || bodyEnd <= last.end;
    const inner = trailing ? blocks.slice(0, -1) : blocks;
    if (trailing) mark(last);
    if (inner.length === 1 && inner[0] && !trailing && hidesAlone(lines, inner[0])) mark(inner[0]);
    // Several quotations with words between them are an answer between the lines: they are its context and stay.
    const first = inner[0];
    if (trailing && first && inner.length === 1 && first.attributed && lines.slice(0, first.start).every(isBlank))
      mark(first);
  }
  labelSignature(lines, labels);
  return labels;
}

/** One quotation with an attribution, the answer below (or around) it: the quotation is what is answered, not the answer. */
function hidesAlone(lines: readonly string[], block: QuoteBlock): boolean {
  const before = lines.slice(0, block.start).join('\n');
  const announced =
    /\b(?:inline|in-?line|below|see (?:my )?(?:answers?|comments?)|unten|im text|ci-dessous|abajo|abaixo|sotto|hieronder|poniżej|nedan|nedenfor|ниже|níže|aşağıda)\b/iu.test(
      before,
    );
  return (block.attributed || before.trim() === '') && !announced;
}

function findQuotes(lines: readonly string[], forward: boolean): QuoteBlock[] {
  const blocks: QuoteBlock[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    if (FORWARD_MARKER.test(line)) return blocks;
    const opening = FENCED_ATTRIBUTION.test(line)
      ? { next: index + 1, toEnd: true, attributed: true }
      : isQuoted(line)
        ? { next: index, toEnd: false, attributed: false }
        : readOpening(lines, index, forward);
    if (!opening) {
      index += 1;
      continue;
    }
    const start = withSeparatorAbove(lines, index, opening.attributed || opening.toEnd);
    if (opening.toEnd) return [...blocks, { start, end: lines.length, attributed: true, open: true }];
    const end = quotedUntil(lines, opening.next);
    blocks.push({ start, end, attributed: opening.attributed, open: false });
    index = end;
  }
  return blocks;
}

/** Does a quotation open here without ">"? `next` is its first content line; `toEnd` when nothing below can be told apart. */
function readOpening(
  lines: readonly string[],
  index: number,
  forward: boolean,
): { next: number; toEnd: boolean; attributed: boolean } | null {
  const line = lines[index] ?? '';
  if (isBlank(line)) return null;
  if (ORIGINAL_SEPARATOR.test(line)) return forward ? null : { next: index + 1, toEnd: true, attributed: true };
  const headers = headerBlockEnd(lines, index) || notesBlockEnd(lines, index);
  if (headers > 0) return forward ? null : { next: headers, toEnd: true, attributed: true };
  const length = attributionLength(lines, index);
  if (length === 0) return null;
  const next = nextFilled(lines, index + length);
  if (next >= lines.length) return { next, toEnd: true, attributed: true };
  if (isQuoted(lines[next] ?? '')) return { next, toEnd: false, attributed: true };
  // Without ">" nothing tells where the quotation ends; a sentence that merely ends in "she wrote:" names no date.
  const joined = lines.slice(index, index + length).join(' ');
  return /\d/.test(joined) && (/[:@年년]/.test(joined.slice(0, -1)) || /\d{4}/.test(joined))
    ? { next, toEnd: true, attributed: true }
    : null;
}

function withSeparatorAbove(lines: readonly string[], index: number, attributed: boolean): number {
  if (!attributed || !separatorAbove(lines, index)) return index;
  let at = index - 1;
  while (at >= 0 && isBlank(lines[at])) at -= 1;
  return at;
}

/** First line after a run of ">" lines; blank lines and a single wrapped line inside it belong to it. */
function quotedUntil(lines: readonly string[], from: number): number {
  let end = from;
  let at = from;
  while (at < lines.length) {
    if (isQuoted(lines[at] ?? '')) end = at + 1;
    else if (!isBlank(lines[at])) {
      const wrapped = at === end && isQuoted(lines[at + 1] ?? '') && continues(lines[at - 1] ?? '', lines[at] ?? '');
      if (!wrapped) break;
    }
    at += 1;
  }
  return end;
}

/** Is a line without ">" the tail of the quoted line above: cut by length, inside a bracket, or nothing but an address? */
function continues(previous: string, line: string): boolean {
  if (previous.length >= 60 || /^\s*[(<]?https?:\S+[)>]?(?: >)?\s*$/.test(line)) return true;
  return /[(<][^)>]*$/.test(previous.replace(/^[\s>]+/, '')) && /^[^(<]*[)>]/.test(line);
}

/** Where the words after a quotation end and a signature begins; equals `from` when only a signature follows. */
function ownTextEnd(lines: readonly string[], from: number): number {
  const start = nextFilled(lines, from);
  if (start >= lines.length) return from;
  const signature = signatureStart(lines, start, lines.length);
  return signature === start ? from : signature;
}

function labelSignature(lines: readonly string[], labels: Label[]): void {
  // A signature ends a stretch of own words: above the quotation or at the very end of the mail.
  let end = labels.length;
  while (end > 0) {
    while (end > 0 && labels[end - 1] !== 'own') end -= 1;
    let start = end;
    while (start > 0 && labels[start - 1] === 'own') start -= 1;
    if (end > start) {
      const at = signatureStart(lines, start, end);
      if (at < end) labels.fill('signature', at, end);
    }
    end = start;
  }
}

/** The HTML shows a quotation that the text does not betray: cut the text where the words of the HTML's visible part end. */
function labelByHtml(lines: readonly string[], labels: Label[], visible: string): void {
  const wanted = visible.replace(/[^\p{L}\p{N}]/gu, '');
  if (wanted === '') return;
  let seen = '';
  for (let at = 0; at < lines.length; at += 1) {
    seen += (lines[at] ?? '').replace(/[^\p{L}\p{N}]/gu, '');
    if (seen.length < wanted.length) continue;
    if (seen === wanted && at + 1 < lines.length) labels.fill('quote', at + 1);
    return;
  }
}

/** A line drawn above a quotation belongs to it, also where only the HTML told where the quotation begins. */
function labelRuleAboveQuote(lines: readonly string[], labels: Label[]): void {
  const quote = labels.indexOf('quote');
  let at = quote - 1;
  while (at >= 0 && isBlank(lines[at])) at -= 1;
  if (at > 0 && labels[at] === 'own' && isRule(lines[at] ?? '')) labels.fill('quote', at, quote);
}

/** The last own lines that say exactly what the mail program marked as signature; never the whole letter. */
function labelMarkedSignature(lines: readonly string[], labels: Label[], marked: string): void {
  if (marked === '') return;
  let seen = '';
  for (let at = lines.length - 1; at > 0; at -= 1) {
    if (labels[at] !== 'own') continue;
    // the text shows where a link leads, the mark does not
    seen = (lines[at] ?? '').replace(/<https?:[^<>\s]*>/g, '').replace(/[^\p{L}\p{N}]/gu, '') + seen;
    if (seen.length > marked.length) return;
    if (seen !== marked) continue;
    if (!lines.some((line, before) => before < at && labels[before] === 'own' && !isBlank(line))) return;
    for (let line = at; line < lines.length; line += 1) if (labels[line] === 'own') labels[line] = 'signature';
    return;
  }
}
