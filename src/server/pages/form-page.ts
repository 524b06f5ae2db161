import { say } from '../catalogue.ts';
import { html, type Markup, sanitised } from '../markup.ts';
import type { SpokenForm } from '../modules/forms/index.ts';
import { questionFields } from './form-fields.ts';
import { markOf, type Problem, problemBox } from './problems.ts';

export interface FormView {
  form: SpokenForm;
  /** The ticket of this visit. */
  ticket: string;
  /** Signed in: we know who he is. */
  known: boolean;
  /** He has colleagues who may see their organisation's cases. */
  company: boolean;
  /** What was sent already and comes back because something was missing. */
  given: ReadonlyMap<string, readonly string[]>;
  /** Sentences, each with the place it is about. */
  problems: readonly Problem[];
  /** Files were sent with it, and must be chosen again. */
  filesAgain: boolean;
  /** What was looked for first, and what was found. */
  search: { q: string; found: readonly ArticleLink[] } | undefined;
}

export interface ArticleLink {
  title: string;
  summary: string;
  url: string;
}

/** A form: what is asked, who asks, what may answer it already. Works as plain HTML; the script only suggests articles. */
export function formPage(view: FormView, language: string): Markup {
  const { form, given } = view;
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(language, 'portal', `form.${key}`, values);
  const value = (name: string) => given.get(name)?.[0] ?? '';
  const address = `/help/forms/${form.slug}`;
  const mark = (id: string, hint?: string) => markOf(id, view.problems, hint);
  const [name, email, subject, words, wish] = [
    mark('name'),
    mark('email', 'email-why'),
    mark('subject'),
    mark('text'),
    mark('wish'),
  ];
  const files = mark('files', 'files-why');
  const optional = html`<span class="small dim">(${text('optional')})</span>`;
  return html`<div class="narrow">
    <h1>${form.title}</h1>
    ${form.intro !== '' && html`<p class="lead">${form.intro}</p>`}
    ${form.expectedDays !== null && html`<p class="small dim">${text(form.expectedDays <= 1 ? 'expected-one' : 'expected-many', { n: form.expectedDays })}</p>`}
    ${problemBox({ problems: view.problems, typed: oneOfEach(given) }, language)}${searchFirst(view, address, language)}
    <form
      method="post"
      action="${address}"
      enctype="multipart/form-data"
      class="ask"
      novalidate
      data-articles="/help/forms/articles?form=${form.slug}&v=${view.ticket}"
    >
      <input type="hidden" name="v" value="${view.ticket}" /><input type="hidden" name="lang" value="${language}" />
      <div class="hide" aria-hidden="true">
        <label for="website">${text('leave-empty')}</label
        ><input type="text" id="website" name="website" tabindex="-1" autocomplete="off" />
      </div>
      ${
        !view.known &&
        html`<div class="field">
            <label for="name">${text('name')}</label
            ><input
              type="text"
              id="name"
              name="name"
              value="${value('name')}"
              autocomplete="name"
              dir="auto"
              required
              maxlength="200"
              ${name.attributes}
            />${name.words}
          </div>
          <div class="field">
            <label for="email">${text('email')}</label>
            <input
              type="email"
              id="email"
              name="email"
              value="${value('email')}"
              autocomplete="email"
              required
              maxlength="320"
              ${email.attributes}
            />
            <p class="small dim" id="email-why">${text('email-why')}</p>
            ${email.words}
          </div>`
      }
      ${
        form.asks.subject &&
        html`<div class="field">
          <label for="subject">${text('subject')}</label
          ><input
            type="text"
            id="subject"
            name="subject"
            value="${value('subject')}"
            dir="auto"
            required
            maxlength="200"
            ${subject.attributes}
          />${subject.words}
        </div>`
      }
      ${questionFields(form.questions, given, view.problems, language)}
      ${
        form.asks.text !== 'no' &&
        html`<div class="field">
          <label for="text"
            >${form.ask === '' ? text('text') : form.ask} ${form.asks.text === 'optional' && optional}</label
          ><textarea id="text" name="text" dir="auto" maxlength="20000" ${words.attributes}>${value('text')}</textarea
          >${words.words}
        </div>`
      }
      <div id="answers" aria-live="polite" data-headline="${text('found')}" data-beside="${text('new-tab')}"></div>
      ${
        form.asks.wish &&
        html`<div class="field">
          <label for="wish">${text('wish')} ${optional}</label
          ><input
            type="text"
            id="wish"
            name="wish"
            value="${value('wish')}"
            dir="auto"
            maxlength="300"
            ${wish.attributes}
          />${wish.words}
        </div>`
      }
      ${
        form.asks.files &&
        html`<div class="field">
          <label for="files">${text('files')} ${optional}</label
          ><input type="file" id="files" name="files" multiple ${files.attributes} />
          <p class="small dim" id="files-why">
            ${view.filesAgain && html`<b>${text('files-again')}</b> `}${text('files-why')}
          </p>
          ${files.words}
        </div>`
      }
      ${view.company && html`<label class="tick field"><input type="checkbox" name="only-me" value="yes" ${given.has('only-me') ? sanitised(' checked') : null} /> ${text('only-me')}</label>`}
      <div class="acts"><button class="btn go" type="submit">${text('send')}</button></div>
    </form>
  </div>`;
}

function oneOfEach(given: FormView['given']): ReadonlyMap<string, string> {
  return new Map([...given].map(([name, [first = '']]) => [name, first]));
}

/** Without a script: look first, then write. With one it makes room for suggestions while typing. */
function searchFirst(view: FormView, address: string, language: string): Markup {
  const text = (key: string) => say(language, 'portal', `form.${key}`);
  const { search } = view;
  return html`<form method="get" action="${address}" role="search" class="first" id="first">
    <h2>${text('first')}</h2>
    <input type="hidden" name="v" value="${view.ticket}" /><input type="hidden" name="lang" value="${language}" />
    <label for="q" class="small">${text('first-label')}</label>
    <div class="acts tight">
      <input type="search" id="q" name="q" value="${search?.q ?? ''}" maxlength="200" /><button
        class="btn"
        type="submit"
      >
        ${text('find')}
      </button>
    </div>
    ${search !== undefined && html`<div role="status">${articleList(search.found, text)}</div>`}
  </form>`;
}

function articleList(found: readonly ArticleLink[], text: (key: string) => string): Markup {
  if (found.length === 0) return html`<p class="small">${text('found-none')}</p>`;
  return html`<ul class="list">
    ${found.map(
      (article) =>
        html`<li>
          <a href="${article.url}" target="_blank" rel="noopener nofollow"
            >${article.title}<span class="unseen"> (${text('new-tab')})</span></a
          >
          <p class="small dim">${article.summary}</p>
        </li>`,
    )}
  </ul>`;
}

/** What can be asked for: the catalogue, then other forms. `beside` stands below, e.g. a plain question. */
export function formsPage(
  offered: readonly { form: { catalogue: boolean }; spoken: SpokenForm }[],
  headline: string,
  language: string,
  beside?: Markup,
): Markup {
  const text = (key: string) => say(language, 'portal', `forms.${key}`);
  const group = (catalogue: boolean, name: string) => {
    const some = offered.filter((one) => one.form.catalogue === catalogue);
    return (
      some.length > 0 &&
      html`<h2 class="apart">${name}</h2>
        <ul class="list">
          ${some.map(({ spoken }) => formLine(spoken, language))}
        </ul>`
    );
  };
  return html`<div class="narrow">
    <h1>${headline}</h1>
    ${offered.length === 0 && beside === undefined && html`<p class="notice">${text('none')}</p>`}
    ${group(true, text('catalogue'))}${group(false, text('other'))}${beside}
  </div>`;
}

function formLine(spoken: SpokenForm, language: string): Markup {
  const days = spoken.expectedDays;
  return html`<li>
    <a href="/help/forms/${spoken.slug}">${spoken.title}</a>
    ${spoken.intro !== '' && html`<p class="dim small">${spoken.intro}</p>`}
    ${days !== null && html`<p class="dim small">${say(language, 'portal', `form.${days <= 1 ? 'expected-one' : 'expected-many'}`, { n: days })}</p>`}
  </li>`;
}

/** After sending: the number, what happens next, and where all cases stand. */
export function sentPage(form: SpokenForm, number: number, language: string): Markup {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(language, 'portal', `form.${key}`, values);
  return html`<div class="narrow" role="status">
    <h1>${text('sent-headline')}</h1>
    ${form.thanks !== '' && html`<p>${form.thanks}</p>`}
    <p>${text('sent-number', { number })}</p>
    ${form.expectedDays !== null && html`<p>${text(form.expectedDays <= 1 ? 'expected-one' : 'expected-many', { n: form.expectedDays })}</p>`}
    <p class="acts">
      <a class="btn go" href="/my">${text('sent-my')}</a><a class="btn" href="/help/forms">${text('another')}</a>
    </p>
  </div>`;
}
