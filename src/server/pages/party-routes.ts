import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Id } from '../../contract/shapes.ts';
import { Refusal } from '../../domain/refusal.ts';
import { closestLanguage, say } from '../catalogue.ts';
import { asSystem } from '../context.ts';
import { finishAsParty, partyOfKey, readPartyPage, writeAsParty } from '../modules/cases/index.ts';
import { keepAsParty, listPromisesOfParty } from '../modules/promises/index.ts';
import { readSent, refuseFiles } from './form-parts.ts';
import { page, sendPage } from './layout.ts';
import { partyOver, partyPage } from './party-page.ts';

const ByKey = Type.Object({ key: Type.String({ maxLength: 120 }) });
const ByPromise = Type.Object({ ...ByKey.properties, id: Id });
const config = { access: 'public' as const, rateLimit: { max: 60, timeWindow: 60_000 } };
const options = { schema: { hide: true, params: ByKey }, config };

/** `/party/{key}`: an outside party reads what is written to it and answers, without an account. */
export function mountPartyPages(app: FastifyInstance): void {
  app.get('/party/:key', options, async (request, reply) => show(request, reply));
  app.post('/party/:key/messages', options, async (request, reply) => {
    const ctx = asSystem(request.kept, 'party');
    // before a file is kept: whoever has no key keeps nothing here
    await partyOfKey(ctx, keyOf(request));
    const sent = await readSent(request, ctx);
    refuseFiles(sent, closestLanguage(String(request.headers['accept-language'] ?? '').split(',')[0]));
    // files without a word are a message, too: it says their names
    const text = (sent.values.get('text')?.[0] ?? '').trim() || sent.files.map((file) => file.name).join(', ');
    if (text === '' || text.length > 20_000)
      throw new Refusal('invalid', 'nothing-said', 'Write something, at most 20,000 characters.', { field: 'text' });
    const uploads = sent.files.map((file) => file.id);
    await writeAsParty(ctx, keyOf(request), text, uploads);
    return reply.redirect(`/party/${keyOf(request)}?done=sent`, 303);
  });
  app.post('/party/:key/done', options, async (request, reply) => {
    await finishAsParty(asSystem(request.kept, 'party'), keyOf(request));
    return reply.redirect(`/party/${keyOf(request)}?done=finished`, 303);
  });
  app.post(
    '/party/:key/promises/:id/done',
    { ...options, schema: { hide: true, params: ByPromise } },
    async (request, reply) => {
      const ctx = asSystem(request.kept, 'party');
      const party = await partyOfKey(ctx, keyOf(request));
      await keepAsParty(ctx, party.id, (request.params as { id: string }).id);
      return reply.redirect(`/party/${keyOf(request)}?done=finished`, 303);
    },
  );
}

async function show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const ctx = asSystem(request.kept, 'party');
  const company = await ctx.db.selectFrom('company').select(['name', 'language', 'time_zone']).executeTakeFirst();
  const name = company?.name ?? 'Kept';
  const found = await readPartyPage(ctx, keyOf(request));
  const asked = String(request.headers['accept-language'] ?? '').split(',')[0];
  const language = closestLanguage(found?.party.language ?? (asked || company?.language));
  const frame = { language, company: name, title: say(language, 'parties', 'page.title'), personal: true };
  if (found === undefined) return sendPage(reply, 403, page(frame, partyOver(language)));
  const { party, messages } = found;
  const done = (request.query as Record<string, string>)['done'];
  const body = partyPage(
    {
      topic: party.topic || say(language, 'parties', 'mail.topic'),
      number: party.case_number,
      company: name,
      task: party.task,
      dueAt: party.due_at,
      late: party.due_at !== null && party.due_at < ctx.now,
      done: party.task_done_at !== null,
      messages: messages.map((message) => ({
        at: new Date(message.at),
        mine: message.author.kind === 'party' && message.author.id === party.id,
        // customers and other parties are not named to a party, even where their words are shared
        author: message.author.kind === 'staff' ? message.author.name : name,
        text: message.text,
        files: message.attachments.map((file) => ({ name: file.name, url: file.url })),
      })),
      promises: await listPromisesOfParty(ctx, party.id),
      notice: (['sent', 'finished'] as const).find((key) => key === done),
    },
    `/party/${keyOf(request)}`,
    { language, timeZone: company?.time_zone ?? 'UTC' },
  );
  return sendPage(reply, 200, page(frame, body));
}

function keyOf(request: FastifyRequest): string {
  return (request.params as { key: string }).key;
}
