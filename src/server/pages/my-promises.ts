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
import { type TrackedPromise, trackerOfPromises } from './tracker.ts';
import { type Visitor, visitorOf } from './visitor.ts';

const hidden = { schema: { hide: true, params: Type.Object({ id: Type.String({ format: 'uuid' }) }) } };

/** What was promised to a customer outside any case: he answers it from his list. */
export function mountMyPromises(app: FastifyInstance): void {
  const move = (path: string, act: (visitor: Visitor, id: string, request: FastifyRequest) => Promise<string>) =>
    app.post(
      `/my/promises/:id/${path}`,
      { ...hidden, config: { access: 'public' as const } },
      async (request, reply) => {
        const visitor = await visitorOf(request);
        if (visitor.customer === undefined) return reply.redirect('/my', 303);
        const { id } = request.params as { id: string };
        return reply.redirect(`/my?done=${await act(visitor, id, request)}`, 303);
      },
    );

  move('acceptance', async ({ ctx }, id) => {
    await acceptPromise(ctx, id);
    return 'promise-accepted';
  });
  move('another-time', async (visitor, id, request) => {
    const when = (request.body as Record<string, unknown> | undefined)?.['when'];
    const words = typeof when === 'string' ? when.trim().slice(0, 200) : '';
    if (words === '') throw whenMissing(visitor.language);
    await askToMove(visitor.ctx, id, words);
    return 'promise-asked';
  });
}

/** He asked for another time without naming any. */
export function whenMissing(language: string): Refusal {
  return new Refusal('invalid', 'missing', say(language, 'pages', 'case.another-missing'), { field: 'when' });
}

/** What was just done here, in a line; null when it was something else. */
export function promiseNotice(done: string | undefined, language: string): Markup | null {
  const key = done === 'promise-accepted' ? 'accepted' : done === 'promise-asked' ? 'sent' : undefined;
  return key === undefined ? null : html`<p class="notice" role="status">${say(language, 'pages', `case.${key}`)}</p>`;
}

/** The promises that belong to no case; null where there are none. */
export async function promisesSection(visitor: Visitor): Promise<Markup | null> {
  const promises = (await listPromisesWithoutCase(visitor.ctx)).map(trackedPromise);
  if (promises.length === 0) return null;
  const text = (key: string) => say(visitor.language, 'pages', `case.${key}`);
  return html`<section aria-labelledby="promised">
    <h2 id="promised" style="margin-top:28px">${say(visitor.language, 'portal', 'list.promised')}</h2>
    <ol class="track">
      ${trackerOfPromises(promises, visitor.ctx.now, visitor).map((step) => trackerLine(step, '/my', text))}
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
