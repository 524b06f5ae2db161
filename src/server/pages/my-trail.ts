import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { say } from '../catalogue.ts';
import { html, type Markup, sanitised } from '../markup.ts';
import { acceptAsCustomer, type MyStop, type MyTrail } from '../modules/journeys/index.ts';
import { type Clock, writeDay } from './dates.ts';
import { isolated } from './layout.ts';
import { type ShowList, theCustomer, yesOrNo } from './my-fields.ts';
import { markOf, orAgain, type Refused } from './problems.ts';

const ByDestination = Type.Object({ id: Type.String({ format: 'uuid' }) });
/** Of several passages the one that he is asked about. */
const OfPassage = Type.Object({ passage: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) });
/** Of the times before so many are told with their days. */
const mostBefore = 3;
type Say = (key: string, values?: Record<string, string | number>) => string;

/** What a customer answers on his way: whether he accepts where he is. A plain form; it needs no script. */
export function mountMyTrail(app: FastifyInstance, showList: ShowList): void {
  app.post(
    '/my/trail/:id',
    { schema: { hide: true, params: ByDestination, querystring: OfPassage }, config: { access: 'public' as const } },
    async (request, reply) => {
      const visitor = await theCustomer(request);
      const { id } = request.params as { id: string };
      const { passage } = request.query as { passage?: number };
      return orAgain(
        request,
        reply,
        {
          form: `trail/${id}`,
          language: visitor.language,
          places: { accepted: `asked-${id}-${String(passage ?? '')}` },
        },
        async () => {
          const accepted = yesOrNo(request, 'accepted');
          await acceptAsCustomer(visitor.ctx, visitor.customer.id, id, accepted, passage);
          return reply.redirect(`/my?done=${accepted ? 'accepted' : 'declined'}`, 303);
        },
        (refused) => showList(request, reply, visitor, refused),
      );
    },
  );
}

/** What is said after an answer; `undefined` for any other word in the address. */
export function trailNotice(done: unknown, language: string): Markup | undefined {
  if (done === 'accepted') return html`<p class="notice" role="status">${say(language, 'trail', 'accepted')}</p>`;
  if (done !== 'declined') return undefined;
  return html`<p class="notice" role="status">
    ${say(language, 'trail', 'declined')} <a href="/my/new">${say(language, 'trail', 'tell')}</a>
  </p>`;
}

/** Where the customer stands: reached, here, next and by about when, and what is up to him. Nothing where there is nothing to tell. */
export function trailSection(trails: readonly MyTrail[], clock: Clock, refused?: Refused): Markup | null {
  if (trails.length === 0) return null;
  const text: Say = (key, values) => say(clock.language, 'trail', key, values);
  const journeys = [...Map.groupBy(trails, ({ journeyId }) => journeyId).values()];
  const hidden = trails[0]!.hidden;
  // what is asked of one arrival is asked once, however many passages show it
  const asked = new Set<string>();
  return html`<section aria-labelledby="trail">
    <h2 id="trail" class="apart road">${text('title')}</h2>
    ${journeys.map(
      ([first, ...others]) =>
        html`${journeys.length > 1 && html`<h3 class="road">${first!.name}</h3>`}${others.length > 0 && which(first!)}${track(first!, journeys.length > 1 ? first!.name : text('title'))}${others.map(
          (trail) =>
            html`<details class="passage">
              <summary>${stateOf(trail)}</summary>
              ${which(trail)}${track(trail, `${trail.name}: ${text('passage.begun', { day: writeDay(trail.startedAt, clock) })}`, true)}
            </details>`,
        )}`,
    )}
    ${hidden > 0 && html`<p class="small dim">${text(hidden === 1 ? 'passage.hiddenOne' : 'passage.hidden', { n: hidden })}</p>`}
  </section>`;

  function track(trail: MyTrail, name: string, folded = false): Markup {
    const over = trail.ended !== undefined;
    return html`<ol class="track" aria-label="${name}">
      ${trail.reached.map((stop, place) => past(stop, place === 0 ? trail.earlier : 0))} ${here(trail)}
      ${!over && trail.next !== undefined && ahead(trail.next, text('next'), arrival(trail))}
      ${!over && !folded && trail.later.map((stop, place) => ahead(stop, text('later'), place === trail.later.length - 1 && trail.more > 0 ? text(trail.more === 1 ? 'more-one' : 'more', { n: trail.more }) : ''))}
    </ol>`;
  }

  /** Of several passages: when this one began, and by which of his cases. */
  function which({ startedAt, caseNumber }: MyTrail): Markup {
    return html`<p class="small dim">
      ${text('passage.begun', { day: writeDay(startedAt, clock) })}${caseNumber !== null && html` · <a href="/my/cases/${caseNumber}">${text('passage.ofCase', { number: caseNumber })}</a>`}
    </p>`;
  }

  /** A passage in a line: when it began, and what is next or how it ended. */
  function stateOf(trail: MyTrail): string {
    const { ended, next, late, arrived } = trail;
    const begun = text('passage.begun', { day: writeDay(trail.startedAt, clock) });
    const state =
      ended !== undefined
        ? text(arrived ? 'passage.there' : 'passage.ended', { day: writeDay(ended, clock) })
        : next === undefined
          ? text('passage.on')
          : text(late ? 'passage.slow' : 'passage.onWay', { next: isolated(next.words.replace(/[.。]$/, '')) });
    return `${begun} · ${state}`;
  }

  function past(stop: MyStop, earlier: number): Markup {
    return html`<li class="past">
      <span class="pt" aria-hidden="true">✓</span>
      <div>
        ${earlier > 0 && html`<div class="s">${text(earlier === 1 ? 'earlier-one' : 'earlier', { n: earlier })}</div>`}
        <div class="t">${stop.words}</div>
        ${before(stop)} ${question(stop)}
      </div>
      <div class="w">${text('reached', { day: writeDay(stop.reachedAt!, clock) })}</div>
    </li>`;
  }

  function here(trail: MyTrail): Markup {
    const stop = trail.here!;
    const current = trail.ended === undefined || trail.arrived;
    return html`<li class="now" ${current && sanitised('aria-current="step"')}>
      <span class="pt" aria-hidden="true"></span>
      <div class="box">
        <div class="l">
          <span class="w"
            ><b>${text(trail.arrived ? 'arrived' : trail.ended === undefined ? 'here' : 'passage.was')}</b></span
          ><span class="w">${text('since', { day: writeDay(stop.reachedAt!, clock) })}</span>
        </div>
        <div class="t">${stop.words}</div>
        ${before(stop)} ${(trail.ended === undefined || trail.arrived) && question(stop)}
        ${trail.ended !== undefined && !trail.arrived && html`<p class="s">${text('passage.over', { day: writeDay(trail.ended, clock) })}</p>`}
        ${
          trail.ended === undefined &&
          trail.tasks.length > 0 &&
          html`<p class="s lead">${text('do')}</p>
            ${trail.tasks.map((task) => html`<p class="strong">${task}</p>`)}`
        }
      </div>
    </li>`;
  }

  function ahead(stop: MyStop, when: string, detail: string): Markup {
    return html`<li class="next">
      <span class="pt" aria-hidden="true"></span>
      <div>
        <div class="t">${stop.words}</div>
        <div class="s">${detail}</div>
      </div>
      <div class="w">${when}</div>
    </li>`;
  }

  /** Whoever comes round again sees when he was here before. */
  function before(stop: MyStop): Markup | false {
    if (stop.before.length === 0) return false;
    const days = stop.before.slice(0, mostBefore).map((at) => writeDay(at, clock));
    const said = new Intl.ListFormat(clock.language, { type: 'conjunction' }).format(days);
    return html`<div class="s">
      ${stop.before.length > mostBefore ? text('again-many', { n: stop.before.length, days: said }) : text('again', { days: said })}
    </div>`;
  }

  function arrival({ by, late }: MyTrail): string {
    const told =
      by === undefined ? '' : text('by', { day: writeDay(by.at, clock), k: Math.round(by.share * 10), n: by.n });
    return [late ? text('late') : '', told].filter((part) => part !== '').join(' ');
  }

  function question(stop: MyStop): Markup | false {
    if (stop.askedInCase !== null)
      return html`<p class="s"><a href="/my/cases/${stop.askedInCase}">${text('in-case')}</a></p>`;
    const id = `asked-${stop.id}-${String(stop.passage ?? '')}`;
    if (stop.question === '' || asked.has(id)) return false;
    asked.add(id);
    const wrong = markOf(id, refused?.problems ?? [], undefined, 'group');
    return html`<form method="post" action="/my/trail/${stop.id}?passage=${stop.passage}">
      <fieldset id="${id}" tabindex="-1" ${wrong.attributes}>
        <legend dir="auto">${stop.question}</legend>
        ${wrong.words}
        <div class="acts tight">
          <button class="btn" name="accepted" value="yes" type="submit">${text('yes')}</button>
          <button class="btn" name="accepted" value="no" type="submit">${text('no')}</button>
        </div>
      </fieldset>
    </form>`;
  }
}
