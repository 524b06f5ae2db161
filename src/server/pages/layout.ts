import type { FastifyReply } from 'fastify';
import { readFileSync } from 'node:fs';
import { say } from '../catalogue.ts';
import { html, type Markup, sanitised } from '../markup.ts';

/** Without the blanks between its rules: it goes with every page. */
const style = readFileSync(new URL('page.css', import.meta.url), 'utf8')
  .replaceAll(/\s+/g, ' ')
  .replaceAll(/ ?([{};,]) ?/g, '$1');

/** What every public page is drawn with. */
export interface PageFrame {
  language: string;
  company: string;
  /** The browser's title, without the company. */
  title: string;
  /** Which place of the menu this is. */
  place?: 'help' | 'my';
  /** Not for search engines: pages of one customer. */
  personal?: boolean;
  /** Address of a script of ours that only adds comfort; sent with `sendPage(…, { script: true })`. */
  script?: string;
}

/**
 * A whole page: readable without JavaScript, styles inside it, no request besides itself. Public pages run no script, and
 * their policy says so; forms load one small file of ours, and work without it.
 */
export function page(frame: PageFrame, body: Markup): string {
  const text = (key: string, values: Record<string, string> = {}) => say(frame.language, 'pages', key, values);
  const current = (place: PageFrame['place']) => (frame.place === place ? sanitised(' aria-current="page"') : null);
  return html`<!doctype html>
    <html lang="${frame.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${frame.title} · ${frame.company}</title>
        ${frame.personal === true && sanitised('<meta name="robots" content="noindex">')}
        <style>
          ${sanitised(style)}
        </style>
        ${frame.script !== undefined && html`<script src="${frame.script}" defer></script>`}
      </head>
      <body>
        <a class="skip" href="#main">${text('skip')}</a>
        <header class="site">
          <div class="in">
            <a class="logo" href="/help">${frame.company}</a>
            <nav aria-label="${text('menu')}">
              <a href="/help" ${current('help')}>${text('help')}</a
              ><a href="/my" ${current('my')}>${text('my-cases')}</a>
            </nav>
          </div>
        </header>
        <main id="main" class="wrap">${body}</main>
        <footer><div class="wrap">${text('footer', { company: frame.company })}</div></footer>
      </body>
    </html> `.markup;
}

/** Letters of the scripts that are written from right to left, and marks that turn a line. */
const rightToLeft = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Words that may be written the other way round: they do not turn the sentence around them (Unicode's first strong isolate). */
export function isolated(words: string): string {
  return !rightToLeft.test(words) ? words : `\u2068${words}\u2069`;
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Sends a public page. */
export function sendPage(
  reply: FastifyReply,
  status: number,
  text: string,
  options: { script?: boolean } = {},
): FastifyReply {
  return reply
    .status(status)
    .header(
      'content-security-policy',
      options.script === true ? `${policy}; script-src 'self'; connect-src 'self'` : policy,
    )
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'private, no-cache')
    .type('text/html; charset=utf-8')
    .send(text);
}
