import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '../../domain/refusal.ts';
import { closestLanguage, say } from '../catalogue.ts';
import { asSystem } from '../context.ts';
import { askAboutSheet, chooseOption, readSheetPage } from '../modules/options/index.ts';
import { page, sendPage } from './layout.ts';
import { optionsNowhere, optionsPage } from './options-page.ts';

const ByKey = Type.Object({ key: Type.String({ maxLength: 120 }) });
const config = { access: 'public' as const, rateLimit: { max: 60, timeWindow: 60_000 } };
const options = { schema: { hide: true, params: ByKey }, config };

/** `/options/{key}`: a customer compares, asks, and chooses; without an account and without JavaScript. */
export function mountOptionPages(app: FastifyInstance): void {
  app.get('/options/:key', options, async (request, reply) => show(request, reply));
  app.post('/options/:key', options, async (request, reply) => {
    const sent = (request.body ?? {}) as Record<string, unknown>;
    const words = (name: string) => (typeof sent[name] === 'string' ? sent[name].slice(0, 4000) : '');
    const ctx = asSystem(request.kept, 'options');
    const asks = words('do') === 'ask';
    const picked = words('option').slice(0, 40);
    try {
      if (asks) await askAboutSheet(ctx, keyOf(request), words('unclear'));
      else await chooseOption(ctx, keyOf(request), { option: picked, unclear: words('unclear') });
    } catch (error) {
      // what he typed stays where he typed it, beside what is missing
      if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
      return show(request, reply, { problem: error.message, typed: words('unclear'), picked });
    }
    const query = new URLSearchParams({
      done: asks ? 'asked' : 'chosen',
      ...(asks && picked !== '' ? { picked } : {}),
    });
    return reply.redirect(`/options/${keyOf(request)}?${query.toString()}`, 303);
  });
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused?: { problem: string; typed: string; picked: string },
): Promise<FastifyReply> {
  const ctx = asSystem(request.kept, 'options');
  const company = await ctx.db.selectFrom('company').select(['name', 'language', 'time_zone']).executeTakeFirst();
  const found = await readSheetPage(ctx, keyOf(request));
  const asked = String(request.headers['accept-language'] ?? '').split(',')[0];
  const language = closestLanguage(found?.language ?? (asked || company?.language));
  const frame = { language, company: company?.name ?? 'Kept', personal: true };
  if (found === undefined)
    return sendPage(
      reply,
      404,
      page({ ...frame, title: say(language, 'options', 'page.nowhere') }, optionsNowhere(language)),
    );
  const { done, picked } = request.query as Record<string, string | undefined>;
  const notice = (['chosen', 'asked'] as const).find((key) => key === done);
  const view = {
    ...found,
    notice: refused === undefined ? notice : undefined,
    ...(typeof picked === 'string' ? { picked } : {}),
    ...refused,
  };
  const clock = { language, timeZone: company?.time_zone ?? 'UTC' };
  const body = optionsPage(view, `/options/${keyOf(request)}`, clock);
  return sendPage(reply, refused === undefined ? 200 : 400, page({ ...frame, title: found.content.title }, body));
}

function keyOf(request: FastifyRequest): string {
  return (request.params as { key: string }).key;
}
