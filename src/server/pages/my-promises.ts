import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '../../domain/refusal.ts';
import { say } from '../catalogue.ts';
import { html, type Markup } from '../markup.ts';
import {
  acceptPromise,
  askToMove,
  listPromisesForCustomer,
  listPromisesWithoutCase,
} from '../modules/promises/index.ts';
import { trackerLine } from './my-case-page.ts';
import { type KnownVisitor, optional, type ShowList, theCustomer } from './my-fields.ts';
import { orAgain, type Refused } from './problems.ts';
import { type TrackedPromise, trackerOfPromises } from './tracker.ts';
import type { Visitor } from './visitor.ts';

const byId = { schema: { hide: true, params: Type.Object({ id: Type.String({ format: 'uuid' }) }) } };

/** What was promised to a customer outside any case: he answers it from his list, which is shown again with what was wrong. */
export function mountMyPromises(app: FastifyInstance, showList: ShowList): void {
  const move = (path: string, act: (visitor: KnownVisitor, id: string, request: FastifyRequest) => Promise<string>) =>
    app.post(`/my/promises/:id/${path}`, { ...byId, config: { access: 'public' as const } }, async (request, reply) => {
      const visitor = await theCustomer(request);
      const { id } = request.params as { id: string };
      return orAgain(
        request,
        reply,
        { form: `promises/${id}/${path}`, language: visitor.language, places: { when: `when-${id}` } },
        async () => reply.redirect(`/my?done=${await act(visitor, id, request)}`, 303),
        (refused) => showList(request, reply, visitor, refused),
      );
    });

  move('acceptance', async ({ ctx }, id) => {
    await acceptPromise(ctx, id);
    return 'promise-accepted';
  });
  move('another-time', async (visitor, id, request) => {
    await askToMove(visitor.ctx, id, wishedTime(request));
    return 'promise-asked';
  });
}

/** When it would suit him better. @throws Refusal invalid when-missing · field-too-long */
export function wishedTime(request: FastifyRequest): string {
  const when = optional(request, 'when', 200);
  if (when === undefined)
    throw new Refusal('invalid', 'when-missing', 'Say when it would be better.', { field: 'when' });
  return when;
}

/** What was just done here, in a line; null when it was something else. */
export function promiseNotice(done: string | undefined, language: string): Markup | null {
  const key = done === 'promise-accepted' ? 'accepted' : done === 'promise-asked' ? 'sent' : undefined;
  return key === undefined ? null : html`<p class="notice" role="status">${say(language, 'pages', `case.${key}`)}</p>`;
}

/** The promises that belong to no case; null where there are none. */
export async function promisesSection(visitor: Visitor, refused?: Refused): Promise<Markup | null> {
  const promises = (await listPromisesWithoutCase(visitor.ctx)).map(trackedPromise);
  if (promises.length === 0) return null;
  return html`<section aria-labelledby="promised">
    <h2 id="promised" style="margin-top:28px">${say(visitor.language, 'portal', 'list.promised')}</h2>
    <ol class="track">
      ${trackerOfPromises(promises, visitor.ctx.now, visitor).map((step) => trackerLine(step, '/my', visitor.language, refused))}
    </ol>
  </section>`;
}

/** A promise of the ledger as the tracker reads it. */
export function trackedPromise(promise: Awaited<ReturnType<typeof listPromisesForCustomer>>[number]): TrackedPromise {
  return {
    id: promise.id,
    kind: promise.kind,
    clock: promise.clock,
    what: promise.what,
    state: promise.state,
    madeAt: promise.made_at,
    dueAt: promise.due_at,
    firstDueAt: promise.first_due_at,
    endedAt: promise.ended_at,
    paused: promise.paused,
    atRisk: promise.at_risk,
    acceptedAt: promise.customer_accepted_at,
    askedFor: promise.asked_to_move,
    apology: promise.apology,
    mine: promise.mine,
  };
}
