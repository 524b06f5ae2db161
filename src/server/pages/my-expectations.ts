import type { FastifyInstance } from 'fastify';
import { type ExpectationAspect, expectationAspects, expectationValues } from '../../domain/customers/expectations.ts';
import type { Expectation } from '../../contract/customers-brief.ts';
import { say } from '../catalogue.ts';
import { transact } from '../context.ts';
import { html, type Markup } from '../markup.ts';
import { readExpectations, setExpectation } from '../modules/customers/index.ts';
import { page, sendPage } from './layout.ts';
import { hidden, type Visitor, visitorOf } from './visitor.ts';

const SELECTED: Markup = { markup: ' selected' };

/** `/my/expectations`: how a customer wants to be served, in his own word. A plain form; it needs no script. */
export function mountMyExpectations(app: FastifyInstance): void {
  app.get('/my/expectations', hidden, async (request, reply) => {
    const visitor = await visitorOf(request);
    if (visitor.customer === undefined) return reply.redirect('/my', 303);
    const { items } = await readExpectations(visitor.ctx, visitor.customer.id);
    const done = (request.query as Record<string, unknown>)['done'] === 'kept';
    return sendPage(
      reply,
      200,
      page(
        {
          language: visitor.language,
          company: visitor.company,
          title: say(visitor.language, 'needs', 'expect.title'),
          place: 'my',
          personal: true,
        },
        expectationsPage(items, visitor, done),
      ),
    );
  });
  app.post('/my/expectations', hidden, async (request, reply) => {
    const visitor = await visitorOf(request);
    const { customer } = visitor;
    if (customer === undefined) return reply.redirect('/my', 303);
    const sent = (request.body ?? {}) as Record<string, unknown>;
    await transact(visitor.ctx, async (ctx) => {
      const before = await readExpectations(ctx, customer.id);
      for (const aspect of expectationAspects) {
        const value = sent[aspect];
        if (typeof value !== 'string') continue;
        const wished = expectationValues[aspect].includes(value) ? value : null;
        if (wished !== ownWord(before.items, aspect)) await setExpectation(ctx, customer.id, aspect, wished);
      }
    });
    return reply.redirect('/my/expectations?done=kept', 303);
  });
}

function ownWord(items: readonly Expectation[], aspect: ExpectationAspect): string | null {
  return items.find((item) => item.aspect === aspect)?.said.find(({ by }) => by === 'customer')?.value ?? null;
}

function expectationsPage(items: readonly Expectation[], visitor: Visitor, done: boolean): Markup {
  const text = (key: string, values: Record<string, string> = {}) =>
    say(visitor.language, 'needs', `expect.${key}`, values);
  return html`<h1>${text('title')}</h1>
    ${done && html`<p class="notice" role="status">${text('kept')}</p>`}
    <p>${text('why', { company: visitor.company })}</p>
    <form method="post" action="/my/expectations">
      ${expectationAspects.map((aspect) => {
        const own = ownWord(items, aspect);
        const guess = items.find((item) => item.aspect === aspect);
        const open =
          own === null && guess?.value != null
            ? text('guess', { value: text(`value.${aspect}.${guess.value}`) })
            : text('open');
        return html`<div class="field">
          <label for="${aspect}">${text(`aspect.${aspect}`)}</label
          ><select id="${aspect}" name="${aspect}">
            <option value="">${open}</option>
            ${expectationValues[aspect].map((value) => html`<option value="${value}" ${value === own ? SELECTED : null}>${text(`value.${aspect}.${value}`)}</option>`)}
          </select>
        </div>`;
      })}
      <div class="acts">
        <button class="btn go" type="submit">${text('keep')}</button> <a class="btn" href="/my">${text('back')}</a>
      </div>
    </form>`;
}
