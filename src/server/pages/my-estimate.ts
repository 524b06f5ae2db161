import { say } from '../catalogue.ts';
import { html, type Markup } from '../markup.ts';
import { type Clock, writeMoment } from './dates.ts';

/** What a customer is told of how long his case will take. */
export interface EstimateView {
  known: { halfAt: Date; likelyAt: Date; n: number } | null;
  firstLikelyAt: Date | null;
  /** Whether anything was worked out yet. */
  asked: boolean;
}

/** A range with its reason and what was said at first, or honestly that we do not know; nothing while it is being worked out. */
export function estimateSection({ known, firstLikelyAt, asked }: EstimateView, clock: Clock): Markup | false {
  if (!asked) return false;
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(clock.language, 'estimates', `page.${key}`, values);
  return html`<section>
    <h2>${text('title')}</h2>
    ${
      known === null
        ? html`<p>${text('unknown')}</p>`
        : html`<p class="strong">
              ${text('range', { half: writeMoment(known.halfAt, clock), likely: writeMoment(known.likelyAt, clock) })}
            </p>
            <p class="small dim">${text('why', { n: known.n })}</p>`
    }
    ${firstLikelyAt !== null && html`<p class="small dim">${text('first', { at: writeMoment(firstLikelyAt, clock) })}</p>`}
    <p class="small"><a href="/help/how-we-keep-time">${text('how')}</a></p>
  </section>`;
}
