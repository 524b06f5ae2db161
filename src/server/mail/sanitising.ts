import sanitize from 'sanitize-html';
import { escapeHtml, htmlToPlainText, textToHtml } from './plain-text.ts';

/**
 * HTML of a stranger made fit to be shown. `remoteImages` counts pictures that were held back (their address waits in
 * `data-remote-src`), `shownCids` names the attached pictures that are shown. `reduced` says that the mail was too large for
 * its HTML to be shown and its plain text stands in for it.
 */
export type SanitisedHtml = { html: string; remoteImages: number; shownCids: string[]; reduced: boolean };

const MAX_HTML_LENGTH = 2_000_000;
const MAX_DEPTH = 200;

const TAGS = [
  'a', 'abbr', 'address', 'article', 'aside', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'details', 'dfn', 'div', 'dl', 'dt',
  'em', 'figcaption', 'figure', 'font', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'main', 'mark', 'nav', 'ol', 'p', 'pre', 'q', 'rp', 'rt', 'ruby', 's',
  'samp', 'section', 'small', 'span', 'strike', 'strong', 'sub', 'summary', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt', 'u', 'ul', 'var', 'wbr',
]; // prettier-ignore

/** Elements whose content is code, not words: it goes with them. */
const WORDLESS = [
  'script',
  'style',
  'textarea',
  'option',
  'select',
  'noscript',
  'xmp',
  'noembed',
  'noframes',
  'iframe',
  'object',
  'applet',
  'template',
  'title',
  'svg',
  'math',
  'plaintext',
  'audio',
  'video',
  'canvas',
];

const LENGTH = /^-?(?:\d{1,4}(?:\.\d+)?|\.\d+)(?:px|pt|em|rem|ex|ch|%|in|cm|mm)?$/i;
const LENGTHS = /^(?:\s*(?:(?:\d{1,4}(?:\.\d+)?|\.\d+)(?:px|pt|em|rem|ex|%|in|cm|mm)?|auto)){1,4}\s*$/i;
const COLOUR = /^(?:#[0-9a-f]{3,8}|rgba?\([\d\s.,%/]{5,40}\)|hsla?\([\d\s.,%/deg]{5,40}\)|[a-z]{3,24})$/i;
const BORDER = /^[\w\s#.,%()-]{1,60}$/;

/** Styles that change how words look, never where they stand: nothing here can cover the desk or fetch an address. */
const STYLES: Record<string, RegExp[]> = {
  color: [COLOUR], 'background-color': [COLOUR], background: [COLOUR], 'font-family': [/^[\w\s"',-]{1,200}$/], 'font-size': [LENGTH, /^[a-z-]{3,10}$/i], 'font-style': [/^[a-z]+$/i], 'font-weight': [/^(?:[a-z]+|\d{3})$/i], 'line-height': [LENGTH, /^normal$/i], 'letter-spacing': [LENGTH, /^normal$/i],
  'text-align': [/^[a-z]+$/i], 'text-decoration': [/^[a-z\s-]+$/i], 'text-transform': [/^[a-z]+$/i], 'text-indent': [/^(?:\d{1,2}(?:\.\d+)?)(?:px|pt|em)$/i], 'vertical-align': [/^[a-z-]+$/i], 'white-space': [/^(?:normal|pre|pre-wrap|pre-line|nowrap)$/i], 'word-break': [/^[a-z-]+$/i], direction: [/^(?:ltr|rtl)$/i], 'unicode-bidi': [/^(?:normal|embed|isolate|plaintext)$/i],
  margin: [LENGTHS], 'margin-top': [LENGTHS], 'margin-right': [LENGTHS], 'margin-bottom': [LENGTHS], 'margin-left': [LENGTHS], padding: [LENGTHS], 'padding-top': [LENGTHS], 'padding-right': [LENGTHS], 'padding-bottom': [LENGTHS], 'padding-left': [LENGTHS],
  border: [BORDER], 'border-top': [BORDER], 'border-right': [BORDER], 'border-bottom': [BORDER], 'border-left': [BORDER], 'border-color': [BORDER], 'border-style': [BORDER], 'border-width': [BORDER], 'border-radius': [LENGTHS], 'border-collapse': [/^[a-z]+$/i], 'border-spacing': [LENGTHS],
  width: [LENGTHS], 'max-width': [LENGTHS], height: [LENGTHS], 'list-style-type': [/^[a-z-]+$/i],
}; // prettier-ignore

/**
 * Sanitises the HTML of a mail for display. `cidUrl` gives our own address for a Content-ID (without angle brackets) or null;
 * every other picture is held back until somebody asks for it. No scripts, style sheets, forms, frames, vector graphics, ids or
 * classes survive; links open elsewhere and tell nobody where they were clicked.
 */
export function sanitiseHtml(html: string, cidUrl: (contentId: string) => string | null = () => null): SanitisedHtml {
  if (html.length > MAX_HTML_LENGTH)
    return { html: textToHtml(htmlToPlainText(html)), remoteImages: 0, shownCids: [], reduced: true };
  const shown = new Set<string>();
  let remoteImages = 0;
  const image = (attributes: Record<string, string>): sanitize.Tag => {
    const source = withoutHiddenCharacters(attributes['src'] ?? attributes['data-remote-src'] ?? '');
    const kept: Record<string, string> = pick(attributes, [
      'alt',
      'title',
      'width',
      'height',
      'align',
      'style',
      'border',
    ]);
    const contentId = /^cid:(.+)$/i.exec(source)?.[1];
    if (contentId) {
      const url = cidUrl(decodeCid(contentId));
      if (url !== null) {
        shown.add(decodeCid(contentId));
        return { tagName: 'img', attribs: { ...kept, src: url } };
      }
    } else if (/^(?:https?:)?\/\/[^/\s]/i.test(source)) {
      remoteImages += 1;
      return {
        tagName: 'img',
        attribs: { ...kept, 'data-remote-src': source.startsWith('//') ? `https:${source}` : source },
      };
    }
    return { tagName: 'img', attribs: kept };
  };
  const clean = sanitize(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'title', 'align', 'valign', 'bgcolor', 'width', 'height'],
      a: ['href', 'rel', 'target'],
      img: ['src', 'alt', 'border', 'data-remote-src'],
      table: ['border', 'cellpadding', 'cellspacing', 'role'],
      td: ['colspan', 'rowspan', 'nowrap'],
      th: ['colspan', 'rowspan', 'nowrap', 'scope'],
      col: ['span'],
      colgroup: ['span'],
      font: ['color', 'face', 'size'],
      ol: ['start', 'type'],
      ul: ['type'],
      li: ['value'],
      time: ['datetime'],
    },
    allowedStyles: { '*': STYLES },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https'] },
    allowedSchemesAppliedToAttributes: ['href', 'src', 'data-remote-src'],
    allowProtocolRelative: false,
    nonTextTags: WORDLESS,
    nestingLimit: MAX_DEPTH,
    disallowedTagsMode: 'discard',
    parser: { lowerCaseTags: true, decodeEntities: true, recognizeCDATA: false },
    transformTags: {
      a: (_, attributes) => ({ tagName: 'a', attribs: link(attributes) }),
      img: (_, attributes) => image(attributes),
    },
  });
  return { html: clean, remoteImages, shownCids: [...shown], reduced: false };
}

function link(attributes: Record<string, string>): Record<string, string> {
  const href = withoutHiddenCharacters(attributes['href'] ?? '');
  const kept = pick(attributes, ['title', 'style', 'dir', 'lang']);
  // A link without a scheme would lead into the desk itself.
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(href)) return kept;
  return { ...kept, href, rel: 'noopener noreferrer nofollow', target: '_blank' };
}

function pick(attributes: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.filter((name) => attributes[name] !== undefined).map((name) => [name, attributes[name] ?? '']),
  );
}

/** Browsers ignore tabs, line breaks and control characters inside a scheme; attackers know it. */
function withoutHiddenCharacters(value: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is being removed
  return value.replace(/[\u0000-\u0020\u007f-\u009f\u00ad\u200b-\u200f\u2028\u2029\ufeff]/g, '');
}

function decodeCid(contentId: string): string {
  try {
    return decodeURIComponent(contentId);
  } catch {
    return contentId;
  }
}

/**
 * Gives the pictures that were held back another address to wait under: ours, from which we fetch them when a person asks, so that
 * their owner does not learn who read the mail, and where.
 */
export function readdressRemoteImages(sanitised: string, addressOf: (remote: string) => string): string {
  return sanitised.replace(/(<img[^>]*?\sdata-remote-src=")([^"]*)"/g, (_, before: string, remote: string) => {
    const plain = remote
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    return `${before}${escapeHtml(addressOf(plain))}"`;
  });
}
