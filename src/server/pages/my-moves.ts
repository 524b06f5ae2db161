import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '../../domain/refusal.ts';
import { say } from '../catalogue.ts';
import { asSystem, transact } from '../context.ts';
import { giveVerdict, readMyCase, reopenMyCase, solveMyCase, writeToMyCase } from '../modules/cases/index.ts';
import { acceptPromise, askToMove, listPromisesForCustomer } from '../modules/promises/index.ts';
import { readSent, refuseFiles, whole } from './form-parts.ts';
import { showMyCase } from './my-case.ts';
import { field, type KnownVisitor, optional, theCustomer, yesOrNo } from './my-fields.ts';
import { wishedTime } from './my-promises.ts';
import { orAgain } from './problems.ts';
import { nameOf } from './tracker.ts';
import { hidden } from './visitor.ts';

/** A case by its number. */
export const ByNumber = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 999_999_999_999 }) });
const ByPromise = Type.Object({ ...ByNumber.properties, id: Type.String({ format: 'uuid' }) });

/** What a customer does on the page of a case; each leads back to the page, which says that it is done, or what was wrong. */
export function mountMyMoves(app: FastifyInstance): void {
  const move = (
    path: string,
    params: typeof ByNumber | typeof ByPromise,
    act: (
      visitor: KnownVisitor,
      request: FastifyRequest,
      to: { number: number; id: string },
    ) => Promise<string | { done: string; number: number }>,
    places?: (id: string) => Readonly<Record<string, string>>,
  ) =>
    app.post(`/my/cases/:number/${path}`, { ...hidden, schema: { hide: true, params } }, async (request, reply) => {
      const to = request.params as { number: number; id: string };
      const visitor = await theCustomer(request);
      const form = path.replace(':id', to.id);
      return orAgain(
        request,
        reply,
        { form, language: visitor.language, ...(places === undefined ? {} : { places: places(to.id) }) },
        async () => {
          const came = await act(visitor, request, to);
          // what was closed long ago goes on in a case of its own
          const { done, number } = typeof came === 'string' ? { done: came, number: to.number } : came;
          return reply.redirect(`/my/cases/${String(number)}?done=${done}`, 303);
        },
        (refused) => showMyCase(request, reply, visitor, to.number, refused),
      );
    });

  move('messages', ByNumber, async (visitor, request, { number }) => {
    const { ctx } = visitor;
    const sent = await readSent(request, asSystem(ctx, 'my pages'));
    refuseFiles(sent);
    // files without a word are a message, too: it says their names
    const text = whole(sent, 'text', 20_000) || sent.files.map((file) => file.name).join(', ');
    if (text === '') throw new Refusal('invalid', 'nothing-said', 'The message has no words.', { field: 'text' });
    const uploads = sent.files.map((file) => file.id);
    return { done: 'sent', number: (await writeToMyCase(ctx, number, { text, uploads })).number };
  });
  move('solved', ByNumber, async ({ ctx }, _request, { number }) => {
    await solveMyCase(ctx, number);
    return 'solved';
  });
  move(
    'reopening',
    ByNumber,
    async ({ ctx }, request, { number }) => ({
      done: 'reopened',
      number: await reopenMyCase(ctx, number, field(request, 'why', 4000)),
    }),
    () => ({ why: 'why-again' }),
  );
  move('promises/:id/acceptance', ByPromise, async ({ ctx }, _request, { id }) => {
    await acceptPromise(ctx, id);
    return 'accepted';
  });
  move(
    'promises/:id/another-time',
    ByPromise,
    async (visitor, request, { number, id }) => {
      const found = await readMyCase(visitor.ctx, number);
      const promise = (await listPromisesForCustomer(visitor.ctx, found.id)).find((one) => one.id === id && one.mine);
      if (promise === undefined) throw new Refusal('not_found', 'promise-not-found', 'This promise is no longer open.');
      const when = wishedTime(request);
      const text = say(visitor.language, 'pages', 'case.another-text', { what: nameOf(promise, visitor), when });
      await transact(visitor.ctx, async (ctx) => {
        await askToMove(ctx, id, when);
        await writeToMyCase(ctx, number, { text });
      });
      return 'sent';
    },
    (id) => ({ when: `when-${id}` }),
  );
  move('verdict', ByNumber, async ({ ctx }, request, { number }) => {
    const solved = yesOrNo(request, 'solved');
    const why = optional(request, 'why', 4000);
    const found = await readMyCase(ctx, number);
    if (!found.mine)
      throw new Refusal('forbidden', 'not-his', 'Only the person who asked may say whether it is solved.');
    await transact(ctx, async (ctx) => {
      await giveVerdict(ctx, found.id, solved ? 'confirmed' : 'refuted');
      if (!solved && why !== undefined) await writeToMyCase(ctx, number, { text: why });
    });
    return solved ? 'verdict-yes' : 'verdict-no';
  });
}
