import sanitize from 'sanitize-html';
import { htmlToPlainText } from '../plain-text.ts';
import { FORWARD_MARKER } from './reply-phrases.ts';

/** From here to the end of the document everything is the mail answered (Outlook, Hotmail, Spark, Zoho, mobile Outlook). */
const CUT_TO_END = [
  /<div[^>]+id=["']?(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|replySplit|oriMsgHtmlSeperator)["'\s>]/i,
  /<(?:hr|div)[^>]+(?:id=["']?(?:x_)*stopSpelling|class=["'][^"']*(?:OutlookMessageHeader|zmail_extra))/i,
  /<div[^>]+style=["'][^"']*border:\s?none;\s?border-top:\s?solid #(?:E1E1E1|B5C4DF) 1\.0pt/i,
  /<div[^>]+name=["']messageReplySection/i,
  /<(?:p|div|span|font|b)\b[^>]{0,500}>\s{0,50}(?:<[^>]{1,500}>\s{0,50}){0,8}-{3,}\s?(?:Original Message|Ursprüngliche Nachricht|Message d.origine|Mensaje original|Mensagem original|Messaggio originale|Oorspronkelijk bericht)\s?-{3,}/i,
];

const QUOTE_CLASS =
  /(?:^|\s)(?:x_)*(?:gmail_quote(?:_container)?|gmail_attr|moz-cite-prefix|yahoo_quoted|yahoo-quoted.*|protonmail_quote|tutanota_quote|mail_quote|quote_container|moz-forward-container-none|zimbra_quoted|acompli_quote|qt-.*quote)(?:\s|$)/i;
const QUOTE_ID = /^(?:x_)*(?:OLK_SRC_BODY_SECTION|yahoo_quoted_.*|reply-intro|mailQuote|isReplyContent)$/i;

/**
 * The HTML of a mail without what it quotes, recognised by the marks mail programs leave (Gmail, Apple Mail, Thunderbird,
 * Outlook, Yahoo, Proton). Null when nothing was recognised, when a forward or an answer between the lines would suffer, or
 * when nothing would be left. The result is not sanitised yet.
 */
export function cutQuotedHtml(html: string): string | null {
  if (html.length > 3_000_000) return null;
  const end = Math.min(...CUT_TO_END.map((pattern) => html.search(pattern)).filter((at) => at >= 0), html.length);
  const head = html.slice(0, end);
  if (depthOf(head) > MAX_DEPTH) return null;
  if (answersBetween(head)) return null;
  if (quotations(head) > 1 && !/gmail_quote|yahoo_quoted|protonmail_quote/i.test(head)) return null;
  let removed = end < html.length;
  const kept = sanitize(head, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    parser: { decodeEntities: true },
    exclusiveFilter: (frame) => {
      const quoted = isQuotation(frame.tag, frame.attribs);
      const forwarded = quoted && (frame.text ?? '').split('\n').some((line) => FORWARD_MARKER.test(line));
      if (quoted && !forwarded) removed = true;
      return quoted && !forwarded;
    },
  });
  if (!removed || htmlToPlainText(kept) === '') return null;
  return kept;
}

const SIGNATURE_MARK =
  /^(?:x_)*(?:signature|gmail_signature|moz-signature|ms-outlook-mobile-signature|outlooksignature|protonmail_signature_block(?:-user)?|tutanota_signature|yahoo_signature|applemailsignature)$/i;

/**
 * The words of the signature that the mail program marked as one (Outlook, Gmail, Thunderbird, Proton and others), letters and
 * digits only; '' when there is none outside the quotations.
 */
export function signatureInHtml(html: string): string {
  if (html.length > 3_000_000 || !/signature/i.test(html)) return '';
  let words = '';
  sanitize(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    exclusiveFilter: (frame) => {
      const names = `${frame.attribs['class'] ?? ''} ${frame.attribs['id'] ?? ''}`.trim().split(/\s+/);
      const marked = frame.attribs['data-signatureblock'] === 'true' || names.some((name) => SIGNATURE_MARK.test(name));
      if (marked) words = (frame.text ?? '').replace(/[^\p{L}\p{N}]/gu, '');
      return isQuotation(frame.tag, frame.attribs);
    },
  });
  return words;
}

function isQuotation(tag: string, attributes: Record<string, string>): boolean {
  if (QUOTE_CLASS.test(attributes['class'] ?? '') || QUOTE_ID.test(attributes['id'] ?? '')) return true;
  return (
    tag === 'blockquote' &&
    (/cite/i.test(attributes['type'] ?? '') ||
      /(?:^|\s)cite(?:\s|$)/i.test(attributes['class'] ?? '') ||
      attributes['cite'] !== undefined)
  );
}

/** Nobody quotes a hundred levels deep; whoever sends that means to keep the reader busy. */
const MAX_DEPTH = 100;

/** How deep the quotations and boxes of a document are nested. */
function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const match of html.matchAll(/<(\/?)blockquote\b|<(\/?)div\b[^>]{0,200}quote/gi)) {
    depth = Math.max(0, depth + (match[1] === '/' || match[2] === '/' ? -1 : 1));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Does somebody answer between quotations: are there words after one and before the next that are no attribution? */
function answersBetween(html: string): boolean {
  let depth = 0;
  let end = -1;
  for (const match of html.matchAll(/<(\/?)blockquote\b[^>]{0,2000}>/gi)) {
    if (match[1] === '/') {
      depth = Math.max(0, depth - 1);
      if (depth === 0) end = match.index + match[0].length;
    } else {
      const words = depth === 0 && end >= 0 ? wordsIn(html.slice(end, Math.min(match.index, end + 5000))) : '';
      if (words !== '' && !/[:：]$/.test(words)) return true;
      depth += 1;
    }
  }
  return false;
}

function wordsIn(html: string): string {
  return html
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/&nbsp;|&#160;/g, ' ')
    .trim();
}

/** Quotations side by side, not inside one another: more than one means that somebody answers between the lines. */
function quotations(html: string): number {
  let depth = 0;
  let count = 0;
  for (const match of html.matchAll(/<(\/?)blockquote\b[^>]*>/gi)) {
    if (match[1] === '/') depth = Math.max(0, depth - 1);
    else {
      if (depth === 0) count += 1;
      depth += 1;
    }
  }
  return count;
}
