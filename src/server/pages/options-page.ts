import { readFileSync } from 'node:fs';
import type { Option, SheetContent } from '../../domain/procedures/option-sheets.ts';
import { alikeForAll, type Row, rowsWorthReading } from '../../domain/procedures/option-sheets.ts';
import { say } from '../catalogue.ts';
import { html, type Markup, sanitised } from '../markup.ts';
import { type Clock, writeMoment } from './dates.ts';
import { isolated } from './layout.ts';
import { markOf, problemBox, type Refused } from './problems.ts';

const style = readFileSync(new URL('options-page.css', import.meta.url), 'utf8');

/** What the page of a sheet shows. */
export interface OptionsView {
  state: 'open' | 'chosen' | 'confirmed' | 'withdrawn' | 'expired';
  content: SheetContent;
  expiresAt: Date | null;
  chosen: string | null;
  promisedFor: Date | null;
  /** What he asked last. */
  unclear: string | null;
  /** What was just done. */
  notice: 'chosen' | 'asked' | undefined;
  /** Why nothing was done, with what he had typed. */
  refused?: Refused;
  picked?: string;
}

/** Options side by side, only with what differs or matters; one form to choose or to ask. `address` is the page's own, with its key. */
export function optionsPage(view: OptionsView, address: string, clock: Clock): Markup {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(clock.language, 'options', `page.${key}`, values);
  const { content } = view;
  const [unpicked, unasked] = [
    markOf('option', view.refused?.problems ?? [], undefined, 'group'),
    markOf('unclear', view.refused?.problems ?? []),
  ];
  const rows = rowsWorthReading(content);
  const alike = alikeForAll(content);
  const open = view.state === 'open' || view.state === 'chosen';
  const chosen = content.options.find((option) => option.key === view.chosen);
  return html`<style>
      ${sanitised(style)}
    </style>
    <h1 dir="auto">${content.title}</h1>
    ${view.refused !== undefined && problemBox(view.refused, clock.language)}
    ${view.notice !== undefined && (open || view.notice === 'asked') && html`<p class="notice" role="status">${text(`notice.${view.notice}`)}</p>`}
    ${!open && html`<p class="notice" role="status">${text(view.state)}</p>`}
    ${
      chosen !== undefined &&
      view.state !== 'withdrawn' &&
      html`<p>
        <span class="strong">${text('you-chose', { option: chosen.name })}</span>
        ${view.promisedFor !== null && html` ${text('promised', { when: writeMoment(view.promisedFor, clock) })}`}
        ${view.state === 'chosen' && html` <span class="dim">${text('may-change')}</span>`}
      </p>`
    }
    ${content.intro !== '' && html`<p class="intro">${content.intro}</p>`}
    ${
      view.state !== 'withdrawn' &&
      html`<form class="choosing" method="post" action="${address}">
        <fieldset id="option" tabindex="-1" ${unpicked.attributes} ${open ? null : sanitised('disabled')}>
          <legend class="sr">${text('choose-one')}</legend>
          ${unpicked.words}
          <ol class="options" style="--n:${abreast(content.options.length)};--rows:${rows.length + 2}">
            ${content.options.map((option) => optionCard(option, view, rows, open, clock))}
          </ol>
        </fieldset>
        ${alikeLines(alike, rows, text)}
        <label for="unclear">${text('unclear')}</label>
        ${view.unclear !== null && html`<p class="small dim asked">${text('you-asked', { unclear: isolated(shortened(view.unclear)) })}</p>`}
        <textarea id="unclear" name="unclear" dir="auto" maxlength="4000" ${unasked.attributes}>
${view.refused?.typed.get('unclear')}</textarea>
        ${unasked.words}
        <div class="acts">
          ${open && html`<button class="btn go" type="submit" name="do" value="choose">${text(view.state === 'chosen' ? 'change' : 'choose')}</button>`}
          <button class="btn" type="submit" name="do" value="ask">${text('ask')}</button>
        </div>
        ${view.expiresAt !== null && view.state === 'open' && html`<p class="small dim">${text('until', { when: writeMoment(view.expiresAt, clock) })}</p>`}
      </form>`
    }`;
}

/** So many stand side by side where there is room: words are read, not spelled; of five or six there are two rows of three. */
function abreast(options: number): number {
  return options > 4 ? 3 : options;
}

/** A question as its first words: who asked much sees the whole in the conversation. */
function shortened(words: string): string {
  return words.length > 200 ? `${words.slice(0, 200).replace(/\s+\S*$/, '')} …` : words;
}

/** What stands at an address that leads to no sheet. */
export function optionsNowhere(language: string): Markup {
  return html`<div class="narrow">
    <h1>${say(language, 'options', 'page.nowhere')}</h1>
    <p>${say(language, 'options', 'page.nowhere-why')}</p>
  </div>`;
}

function optionCard(option: Option, view: OptionsView, rows: readonly Row[], open: boolean, clock: Clock): Markup {
  const text = (key: string) => say(clock.language, 'options', `page.${key}`);
  const recommended = view.content.recommended === option.key;
  const id = `option-${option.key}`;
  return html`<li class="${recommended && 'recommended'} ${view.chosen === option.key && 'chosen'}">
    <div class="head">
      ${recommended && html`<p class="small mark">${text('recommended')}</p>`}
      <label for="${id}">
        ${open && html`<input type="radio" id="${id}" name="option" value="${option.key}" ${(view.picked ?? view.chosen) === option.key ? sanitised('checked') : null} />`}
        <span class="strong">${option.name}</span>
      </label>
    </div>
    ${rows.map(
      (row) =>
        html`<div class="cell">
          <span class="small dim">${row.kind === 'own' ? row.label : text(`row.${row.kind}`)}</span>
          <span>${valueOf(row, option, view.content, clock)}</span>
        </div>`,
    )}
    <div class="cell why">
      ${recommended && view.content.because !== '' && html`<span class="small dim">${text('because')}</span><span>${view.content.because}</span>`}
    </div>
  </li>`;
}

function valueOf(row: Row, option: Option, content: SheetContent, clock: Clock): string {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(clock.language, 'options', `page.${key}`, values);
  const or = (words: string) => (words.trim() === '' ? text('none') : words);
  if (row.kind === 'price') {
    if (option.price === null) return text('price-told');
    if (option.price === 0) return text('price-nothing');
    const locale = clock.language === 'en' ? 'en-GB' : clock.language;
    return new Intl.NumberFormat(locale, { style: 'currency', currency: content.currency }).format(option.price);
  }
  if (row.kind === 'time') return option.minutes === null ? text('time-unknown') : lengthOf(option.minutes, text);
  if (row.kind === 'risk') return or(option.risk);
  if (row.kind === 'notIncluded') return or(option.notIncluded);
  return row.kind === 'own' ? or(option.values[row.key] ?? '') : '';
}

/** Open minutes as a customer thinks of them: a working day is eight open hours. */
function lengthOf(minutes: number, text: (key: string, values: Record<string, number>) => string): string {
  const days = Math.ceil(minutes / 480);
  if (minutes >= 480) return text(days === 1 ? 'day' : 'days', { n: days });
  const hours = Math.ceil(minutes / 60);
  return text(hours === 1 ? 'hour' : 'hours', { n: hours });
}

function alikeLines(
  alike: ReturnType<typeof alikeForAll>,
  rows: readonly Row[],
  text: (key: string, values?: Record<string, string | number>) => string,
): Markup {
  const shown = (kind: string) => rows.some((row) => row.kind === kind);
  const lines = [
    ...(alike.minutes === null || shown('time') ? [] : [`${text('row.time')}: ${lengthOf(alike.minutes, text)}`]),
    ...(alike.risk === '' || shown('risk') ? [] : [`${text('row.risk')}: ${alike.risk}`]),
    ...(alike.notIncluded === '' || shown('notIncluded') ? [] : [`${text('row.notIncluded')}: ${alike.notIncluded}`]),
  ];
  return html`${
    lines.length > 0 && html`<p class="small alike"><span class="dim">${text('alike')}</span> ${lines.join(' · ')}</p>`
  }`;
}
