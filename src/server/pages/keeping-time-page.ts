import type { CalibrationLine } from '../../contract/promises-estimates.ts';
import type { Static } from 'typebox';
import { say } from '../catalogue.ts';
import { html, type Markup } from '../markup.ts';

type Line = Static<typeof CalibrationLine>;

/** `/help/how-we-keep-time`: how often our estimates came true, for everybody to see, good or not. */
export function keepingTimePage(
  found: { overall: Line; byKind: readonly Line[]; requoted: Line; promised: number },
  language: string,
): Markup {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(language, 'estimates', `public.${key}`, values);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const { overall } = found;
  const row = (name: string, { met }: Line) =>
    html`<tr>
      <th scope="row">${name}</th>
      <td>${met.k} / ${met.n}</td>
      <td>${met.n === 0 ? '–' : percent.format(met.k / met.n)}</td>
      <td>
        ${met.low === null || met.high === null ? '–' : `${percent.format(met.low)} – ${percent.format(met.high)}`}
      </td>
      <td>${percent.format(found.promised)}</td>
    </tr>`;
  return html`<h1>
      ${overall.met.n < 20 ? text('answer-few') : text('answer', { met: overall.met.k, n: overall.met.n })}
    </h1>
    <p>${text('lead')}</p>
    ${
      overall.met.n === 0
        ? html`<p class="notice">${text('none')}</p>`
        : html`<div class="scroll" tabindex="0">
            <table class="figures">
              <thead>
                <tr>
                  <th scope="col">${text('kind')}</th>
                  <th scope="col">${text('came')}</th>
                  <th scope="col">${text('share')}</th>
                  <th scope="col">${text('between')}</th>
                  <th scope="col">${text('promised')}</th>
                </tr>
              </thead>
              <tbody>
                ${row(text('all'), overall)} ${found.byKind.map((line) => row(text(`kinds.${line.kind}`), line))}
                ${found.requoted.met.n > 0 && row(text('requoted'), found.requoted)}
              </tbody>
            </table>
          </div>`
    }
    <p class="small dim">${text('how')}</p>`;
}
