import type { ComponentChildren } from 'preact';

const address = /https?:\/\/[^\s<>"'`]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Text of a stranger as text; addresses in it become links that tell the other side nothing. Only http, https and mail. */
export function linkified(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(/[.,;:!?)\]}»”’]+$/, '');
    parts.push(text.slice(at, match.index));
    const isWeb = /^https?:/.test(found);
    parts.push(
      <a
        href={isWeb ? found : `mailto:${found}`}
        {...(isWeb ? { target: '_blank', rel: 'noopener noreferrer nofollow ugc' } : {})}
      >
        {found}
      </a>,
    );
    at = match.index + found.length;
  }
  parts.push(text.slice(at));
  return parts;
}

/** What an article may consist of here; anything else is only its words. */
const allowed = new Set(
  'p br h1 h2 h3 h4 h5 h6 ul ol li a b strong i em code pre blockquote table thead tbody tr th td hr img'.split(' '),
);
const single = new Set(['br', 'hr', 'img']);

interface Element {
  tag: string;
  given: Record<string, string>;
  children: ComponentChildren[];
}

/**
 * An article's HTML, which the server has made safe and well formed, as elements: no innerHTML, so that pages with Trusted Types and
 * without inline styles can show it, and what slipped through would still be only words.
 */
export function articleBody(html: string, origin: string): ComponentChildren {
  const stack: Element[] = [{ tag: 'div', given: {}, children: [] }];
  const top = () => stack.at(-1)!;
  const close = () => {
    const done = stack.pop()!;
    top().children.push(made(done, origin));
  };
  for (const [, end, tag = '', rest = '', text] of html.matchAll(/<(\/?)([a-zA-Z][\w-]*)([^>]*)>|([^<]+)/g)) {
    const name = tag.toLowerCase();
    if (text !== undefined) top().children.push(plain(text));
    else if (!allowed.has(name)) continue;
    else if (end === '/') {
      if (stack.slice(1).some((open) => open.tag === name)) {
        while (top().tag !== name) close();
        close();
      }
    } else {
      const given = Object.fromEntries(
        [...rest.matchAll(/(href|src|alt|start)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, plain(value)]),
      );
      stack.push({ tag: name, given, children: [] });
      if (single.has(name)) close();
    }
  }
  while (stack.length > 1) close();
  return stack[0]!.children;
}

function made({ tag, given, children }: Element, origin: string): ComponentChildren {
  const Tag = tag as 'p';
  if (tag === 'img') {
    const src = URL.canParse(given['src'] ?? '', origin) ? new URL(given['src']!, origin) : undefined;
    return src?.origin === origin ? (
      <img src={src.href} alt={given['alt'] ?? ''} loading="lazy" />
    ) : (
      (given['alt'] ?? '')
    );
  }
  if (tag !== 'a') return single.has(tag) ? <Tag /> : <Tag>{children}</Tag>;
  const href = URL.canParse(given['href'] ?? '', origin) ? new URL(given['href']!, origin) : undefined;
  if (href === undefined || !/^(https?|mailto|tel):$/.test(href.protocol)) return <span>{children}</span>;
  return (
    <a href={href.href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', apos: "'" };

function plain(text: string): string {
  return text.replaceAll(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
  });
}
