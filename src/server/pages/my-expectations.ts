import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExpectationAspect, expectationAspects, expectationValues } from '../../domain/customers/expectations.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Expectation } from '../../contract/customers-brief.ts';
import { say } from '../catalogue.ts';
import { transact } from '../context.ts';
import { html, type Markup } from '../markup.ts';
import { readExpectations, setExpectation } from '../modules/customers/index.ts';
import { page, sendPage } from './layout.ts';
import { isKnown, type KnownVisitor, theCustomer } from './my-fields.ts';
import { markOf, orAgain, problemBox, type Refused } from './problems.ts';
import { hidden, type Visitor, visitorOf } from './visitor.ts';

const SELECTED: Markup = { markup: ' selected' };

/** `/my/expectations`: how a customer wants to be served, in his own word. A plain form; it needs no script. */
export function mountMyExpectations(app: FastifyInstance): void {
  app.get('/my/expectations', hidden, async (request, reply) => {
    const visitor = await visitorOf(request);
    return isKnown(visitor) ? show(request, reply, visitor) : reply.redirect('/my', 303);
  });
  app.post('/my/expectations', hidden, async (request, reply) => {
    const visitor = await theCustomer(request);
    return orAgain(
      request,
      reply,
      { form: 'expectations', language: visitor.language },
      async () => {
        await keep(visitor, (request.body ?? {}) as Record<string, unknown>);
        return reply.redirect('/my/expectations?done=kept', 303);
      },
      (refused) => show(request, reply, visitor, refused),
    );
  });
}

/** Keeps what was chosen, all of it or nothing. @throws Refusal invalid choice-unknown for what is not offered */
function keep({ ctx, customer }: KnownVisitor, sent: Record<string, unknown>): Promise<void> {
  return transact(ctx, async (ctx) => {
    const before = await readExpectations(ctx, customer.id);
    for (const aspect of expectationAspects) {
      const value = sent[aspect];
      if (typeof value !== 'string') continue;
      if (value !== '' && !expectationValues[aspect].includes(value))
        throw new Refusal('invalid', 'choice-unknown', `None of the answers: ${aspect}.`, { field: aspect });
      const wished = value === '' ? null : value;
      if (wished !== ownWord(before.items, aspect)) await setExpectation(ctx, customer.id, aspect, wished);
    }
  });
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  visitor: KnownVisitor,
  refused?: Refused,
): Promise<FastifyReply> {
  const { items } = await readExpectations(visitor.ctx, visitor.customer.id);
  const done = (request.query as Record<string, unknown>)['done'] === 'kept';
  const { language, company } = visitor;
  const title = say(language, 'needs', 'expect.title');
  const body = expectationsPage(items, visitor, done, refused);
  return sendPage(reply, reply.statusCode, page({ language, company, title, place: 'my', personal: true }, body));
}

function ownWord(items: readonly Expectation[], aspect: ExpectationAspect): string | null {
  return items.find((item) => item.aspect === aspect)?.said.find(({ by }) => by === 'customer')?.value ?? null;
}

function expectationsPage(
  items: readonly Expectation[],
  visitor: Visitor,
  done: boolean,
  refused: Refused | undefined,
): Markup {
  const text = (key: string, values: Record<string, string> = {}) =>
    say(visitor.language, 'needs', `expect.${key}`, values);
  return html`<h1>${text('title')}</h1>
    ${refused !== undefined && problemBox(refused, visitor.language)}
    ${done && html`<p class="notice" role="status">${text('kept')}</p>`}
    <p>${text('why', { company: visitor.company })}</p>
    <form method="post" action="/my/expectations">
      ${expectationAspects.map((aspect) => {
        const own = ownWord(items, aspect);
        // what was chosen beside what was refused stays chosen
        const chosen = refused?.typed.get(aspect) ?? own;
        const wrong = markOf(aspect, refused?.problems ?? []);
        const guess = items.find((item) => item.aspect === aspect);
        const open =
          own === null && guess?.value != null
            ? text('guess', { value: text(`value.${aspect}.${guess.value}`) })
            : text('open');
        return html`<div class="field">
          <label for="${aspect}">${text(`aspect.${aspect}`)}</label
          ><select id="${aspect}" name="${aspect}" ${wrong.attributes}>
            <option value="">${open}</option>
            ${expectationValues[aspect].map((value) => html`<option value="${value}" ${value === chosen ? SELECTED : null}>${text(`value.${aspect}.${value}`)}</option>`)}
          </select>
          ${wrong.words}
        </div>`;
      })}
      <div class="acts">
        <button class="btn go" type="submit">${text('keep')}</button> <a class="btn" href="/my">${text('back')}</a>
      </div>
    </form>`;
}
