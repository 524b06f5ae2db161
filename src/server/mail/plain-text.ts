import { convert, type FormatCallback } from 'html-to-text';

const MAX_HTML_LENGTH = 5_000_000;

/**
 * Readable plain text of an HTML mail: paragraphs stay apart, lists keep their marks, a link shows its address once, quoted
 * blocks get "> ". Never throws; HTML that cannot be converted loses its tags and nothing else.
 */
export function htmlToPlainText(html: string): string {
  const source = html.slice(0, MAX_HTML_LENGTH);
  try {
    return tidy(
      convert(source, {
        wordwrap: false,
        formatters: { cell: writeCell },
        limits: { maxInputLength: MAX_HTML_LENGTH, maxDepth: 200, ellipsis: '' },
        selectors: [
          {
            selector: 'a',
            options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, noAnchorUrl: true, linkBrackets: ['<', '>'] },
          },
          { selector: 'img', format: 'skip' },
          { selector: 'blockquote', options: { leadingLineBreaks: 1, trailingLineBreaks: 2 } },
          ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
          { selector: 'table', format: 'block' },
          { selector: 'td', format: 'cell' },
          { selector: 'th', format: 'cell' },
          { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
          { selector: 'style', format: 'skip' },
          { selector: 'script', format: 'skip' },
          { selector: 'title', format: 'skip' },
          { selector: 'head', format: 'skip' },
        ],
      }),
    );
  } catch {
    return tidy(source.replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, '').replace(/<[^>]*>/g, ' '));
  }
}

/** What stands in two cells is two words. */
const writeCell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(' ');
};

function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const LINK =
  /\b(?:https?:\/\/|www\.)[^\s<>"'`]+|\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}\b/g;

/** Plain text as safe HTML: everything escaped, line breaks kept, web and mail addresses made clickable. */
export function textToHtml(text: string): string {
  let html = '';
  let last = 0;
  for (const match of text.matchAll(LINK)) {
    const found = trimLink(match[0]);
    html += escapeHtml(text.slice(last, match.index)) + linkTo(found);
    last = match.index + found.length;
  }
  html += escapeHtml(text.slice(last));
  return html
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('');
}

/** Escapes the five characters that mean something in HTML text or attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The full stop that ends the sentence and the bracket that was opened before the address are not part of it. */
function trimLink(link: string): string {
  let trimmed = link.replace(/[.,;:!?…]+$/, '');
  while (trimmed.endsWith(')') && (trimmed.match(/\(/g)?.length ?? 0) < (trimmed.match(/\)/g)?.length ?? 0))
    trimmed = trimmed.slice(0, -1);
  return trimmed.replace(/[.,;:!?…]+$/, '');
}

function linkTo(found: string): string {
  const target =
    found.includes('@') && !/^(https?:\/\/|www\.)/i.test(found)
      ? `mailto:${found}`
      : /^www\./i.test(found)
        ? `https://${found}`
        : found;
  return `<a href="${escapeHtml(target)}" rel="noopener noreferrer nofollow" target="_blank">${escapeHtml(found)}</a>`;
}
