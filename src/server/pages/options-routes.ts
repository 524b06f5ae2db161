import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { closestLanguage, say } from '../catalogue.ts';
import { asSystem } from '../context.ts';
import { askAboutSheet, chooseOption, readSheetPage } from '../modules/options/index.ts';
import { one, readSent, whole } from './form-parts.ts';
import { page, sendPage } from './layout.ts';
import { optionsNowhere, optionsPage } from './options-page.ts';
import { orAgain, type Refused } from './problems.ts';
import { languageWished } from './visitor.ts';

const ByKey = Type.Object({ key: Type.String({ maxLength: 120 }) });
const config = { access: 'public' as const, rateLimit: { max: 60, timeWindow: 60_000 } };
const options = { schema: { hide: true, params: ByKey }, config };

/** `/options/{key}`: a customer compares, asks, and chooses; without an account and without JavaScript. */
export function mountOptionPages(app: FastifyInstance): void {
  app.get('/options/:key', options, async (request, reply) => show(request, reply));
  app.post('/options/:key', options, async (request, reply) => {
    const ctx = asSystem(request.kept, 'options');
    const sent = await readSent(request, ctx);
    const asks = one(sent, 'do', 10) === 'ask';
    const picked = one(sent, 'option', 40);
    const found = await readSheetPage(ctx, keyOf(request));
    const act = async () => {
      const unclear = whole(sent, 'unclear', 4000);
      if (asks) await askAboutSheet(ctx, keyOf(request), unclear);
      else await chooseOption(ctx, keyOf(request), { option: picked, unclear });
      const query = new URLSearchParams({
        done: asks ? 'asked' : 'chosen',
        ...(asks && picked !== '' ? { picked } : {}),
      });
      return reply.redirect(`/options/${keyOf(request)}?${query.toString()}`, 303);
    };
    const language = closestLanguage(found?.language);
    // what he typed stays where he typed it, beside what is missing
    return orAgain(request, reply, { form: 'options', language }, act, (refused) => show(request, reply, refused));
  });
}

async function show(request: FastifyRequest, reply: FastifyReply, refused?: Refused): Promise<FastifyReply> {
  const ctx = asSystem(request.kept, 'options');
  const company = await ctx.db.selectFrom('company').select(['name', 'language', 'time_zone']).executeTakeFirst();
  const found = await readSheetPage(ctx, keyOf(request));
  const language = closestLanguage(found?.language ?? languageWished(request) ?? company?.language);
  const frame = { language, company: company?.name ?? 'Kept', personal: true };
  if (found === undefined)
    return sendPage(
      reply,
      404,
      page({ ...frame, title: say(language, 'options', 'page.nowhere') }, optionsNowhere(language)),
    );
  const query = request.query as Record<string, string | undefined>;
  const picked = refused?.typed.get('option') ?? query['picked'];
  const notice = (['chosen', 'asked'] as const).find((key) => key === query['done']);
  const view = {
    ...found,
    notice: refused === undefined ? notice : undefined,
    ...(typeof picked === 'string' ? { picked } : {}),
    ...(refused === undefined ? {} : { refused }),
  };
  const clock = { language, timeZone: company?.time_zone ?? 'UTC' };
  const body = optionsPage(view, `/options/${keyOf(request)}`, clock);
  return sendPage(reply, reply.statusCode, page({ ...frame, title: found.content.title }, body));
}

function keyOf(request: FastifyRequest): string {
  return (request.params as { key: string }).key;
}
