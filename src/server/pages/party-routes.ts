import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Id } from '../../contract/shapes.ts';
import { Refusal } from '../../domain/refusal.ts';
import { closestLanguage, say } from '../catalogue.ts';
import { asSystem } from '../context.ts';
import { finishAsParty, languageOfParty, partyOfKey, readPartyPage, writeAsParty } from '../modules/cases/index.ts';
import { keepAsParty, listPromisesOfParty } from '../modules/promises/index.ts';
import { readSent, refuseFiles, whole } from './form-parts.ts';
import { page, sendPage } from './layout.ts';
import { partyOver, partyPage } from './party-page.ts';
import { orAgain, type Refused } from './problems.ts';
import { languageWished } from './visitor.ts';

const ByKey = Type.Object({ key: Type.String({ maxLength: 120 }) });
const ByPromise = Type.Object({ ...ByKey.properties, id: Id });
// after reading, so that whoever is told to wait keeps what he wrote
const rateLimit = { max: 60, timeWindow: 60_000, hook: 'preHandler' as const };
const config = { access: 'public' as const, rateLimit };
const options = { schema: { hide: true, params: ByKey }, config };

/** `/party/{key}`: an outside party reads what is written to it and answers, without an account. */
export function mountPartyPages(app: FastifyInstance): void {
  app.get('/party/:key', options, async (request, reply) => show(request, reply));
  const again = (
    request: FastifyRequest,
    reply: FastifyReply,
    form: string,
    act: () => Promise<'sent' | 'finished'>,
    language: string | undefined,
  ) =>
    orAgain(
      request,
      reply,
      { form, language: closestLanguage(language ?? languageWished(request)) },
      async () => reply.redirect(`/party/${keyOf(request)}?done=${await act()}`, 303),
      (refused) => show(request, reply, refused),
    );
  app.post('/party/:key/messages', options, async (request, reply) => {
    const ctx = asSystem(request.kept, 'party');
    const write = async () => {
      // before a file is kept: whoever has no key keeps nothing here
      await partyOfKey(ctx, keyOf(request));
      const sent = await readSent(request, ctx);
      refuseFiles(sent);
      // files without a word are a message, too: it says their names
      const text = whole(sent, 'text', 20_000) || sent.files.map((file) => file.name).join(', ');
      if (text === '') throw new Refusal('invalid', 'nothing-said', 'The message has no words.', { field: 'text' });
      const uploads = sent.files.map((file) => file.id);
      await writeAsParty(ctx, keyOf(request), text, uploads);
      return 'sent' as const;
    };
    return again(request, reply, 'messages', write, await languageOfParty(ctx, keyOf(request)));
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
      const keep = async () => {
        await keepAsParty(ctx, party.id, (request.params as { id: string }).id);
        return 'finished' as const;
      };
      return again(request, reply, 'promise', keep, await languageOfParty(ctx, keyOf(request)));
    },
  );
}

async function show(request: FastifyRequest, reply: FastifyReply, refused?: Refused): Promise<FastifyReply> {
  const ctx = asSystem(request.kept, 'party');
  const company = await ctx.db.selectFrom('company').select(['name', 'language', 'time_zone']).executeTakeFirst();
  const name = company?.name ?? 'Kept';
  const found = await readPartyPage(ctx, keyOf(request));
  const language = closestLanguage(found?.party.language ?? languageWished(request) ?? company?.language);
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
      refused,
      notice: (['sent', 'finished'] as const).find((key) => key === done),
    },
    `/party/${keyOf(request)}`,
    { language, timeZone: company?.time_zone ?? 'UTC' },
  );
  return sendPage(reply, reply.statusCode, page(frame, body));
}

function keyOf(request: FastifyRequest): string {
  return (request.params as { key: string }).key;
}
