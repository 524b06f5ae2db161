import { say } from '../catalogue.ts';
import { type Clock, writeDay } from './dates.ts';
import { isolated } from './layout.ts';
import { markOf, problemBox, type Refused } from './problems.ts';
import { html, type Markup, sanitised } from '../markup.ts';

export interface ArticleLine {
  slug: string;
  title: string;
  summary: string;
}

/** The help centre's first page, or what a search found. */
export function helpHomePage(articles: readonly ArticleLine[], q: string, language: string): Markup {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(language, 'pages', `help-home.${key}`, values);
  const empty = articles.length === 0 && html`<p class="notice">${text(q === '' ? 'empty' : 'none')}</p>`;
  return html`<div class="narrow">
    <h1>${text('headline')}</h1>
    <form method="get" action="/help" role="search">
      <label for="q">${text('search')}</label>
      <div class="acts" style="margin-top:4px">
        <input
          style="flex:1 1 240px;width:auto"
          type="search"
          id="q"
          name="q"
          value="${q}"
          dir="auto"
          maxlength="200"
        /><button class="btn go" type="submit">${text('find')}</button>
      </div>
    </form>
    <h2 style="margin-top:28px">${q === '' ? text('all') : text('results', { n: articles.length, q: isolated(q) })}</h2>
    ${empty}
    <ul class="list">
      ${articles.map(
        (article) =>
          html`<li>
            <a href="/help/${article.slug}">${article.title}</a>
            <p class="dim small">${article.summary}</p>
          </li>`,
      )}
    </ul>
  </div>`;
}

/** One article, with the question whether it helped. */
export function articlePage(
  article: { slug: string; title: string; html: string; updatedAt: Date },
  thanked: boolean,
  clock: Clock,
  refused?: Refused,
): Markup {
  const wrong = markOf('helped', refused?.problems ?? [], undefined, 'group');
  const text = (key: string, values: Record<string, string> = {}) =>
    say(clock.language, 'pages', `article.${key}`, values);
  const question = html`<form method="post" action="/help/${article.slug}/helped">
    <h2 id="helped" tabindex="-1" style="margin-top:36px">${text('helped')}</h2>
    ${wrong.words}
    <div class="acts" style="margin-top:4px">
      <button class="btn" name="helped" value="yes" type="submit">${text('yes')}</button
      ><button class="btn" name="helped" value="no" type="submit">${text('no')}</button>
    </div>
  </form>`;
  return html`${refused !== undefined && problemBox(refused, clock.language)}
    <article class="prose">
      <p class="eyebrow"><a href="/help">${text('back')}</a></p>
      <h1>${article.title}</h1>
      ${sanitised(article.html)}
      <p class="small dim" style="margin-top:28px">${text('updated', { day: writeDay(article.updatedAt, clock) })}</p>
      ${thanked ? html`<p class="notice" role="status">${text('thanks')}</p>` : question}
    </article>`;
}
