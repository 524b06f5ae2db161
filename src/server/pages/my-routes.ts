import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from '../catalogue.ts';
import { asSystem, transact, type WritingContext } from '../context.ts';
import { Refusal } from '../../domain/refusal.ts';
import { attachUploads, openConversation, readMySight } from '../modules/cases/index.ts';
import { listOffered } from '../modules/forms/index.ts';
import { formsPage } from './form-page.ts';
import { missingField, one, readSent, refuseFiles, type Sent, whole } from './form-parts.ts';
import { formScript } from './form-routes.ts';
import { page, sendPage } from './layout.ts';
import { mailMyLink } from './my-link-mail.ts';
import { mountMyExpectations } from './my-expectations.ts';
import { showList } from './my-list.ts';
import { enterPage, newCaseForm } from './my-list-page.ts';
import { mountMyPromises } from './my-promises.ts';
import { mountMyTrail } from './my-trail.ts';
import { ByNumber, mountMyMoves } from './my-moves.ts';
import { showMyCase } from './my-case.ts';
import { field, isKnown, type KnownVisitor, looksLikeAddress, theCustomer } from './my-fields.ts';
import { orAgain, type Refused } from './problems.ts';
import { forgetKey, hidden, rememberKey, type Visitor, visitorOf } from './visitor.ts';

/** Longer than mailing a link takes. Milliseconds. */
const answeredAfter = 200;

/** Pages of strangers who ask for links: a tighter limit, because each asks us to send a mail. */
const rare = {
  schema: { hide: true },
  // after reading, so that whoever is told to wait keeps what he wrote
  config: { access: 'public' as const, rateLimit: { max: 10, timeWindow: 60_000, hook: 'preHandler' as const } },
};

/** `/my`: a customer's own cases and promises. Everything works as plain pages and forms. */
export function mountMyPages(app: FastifyInstance): void {
  app.get('/my', hidden, async (request, reply) => {
    if (rememberKey(request, reply)) return reply.redirect('/my', 303);
    const visitor = await visitorOf(request);
    if (!isKnown(visitor)) return askForLink(request, reply, visitor);
    return showList(request, reply, visitor);
  });
  app.post('/my/link', rare, async (request, reply) => {
    const visitor = await visitorOf(request);
    const { language } = visitor;
    const ask = async () => {
      const email = field(request, 'email', 320).toLowerCase();
      if (!looksLikeAddress(email)) throw new Refusal('invalid', 'email-wrong', 'No such address.', { field: 'email' });
      // The same answer, after the same time, whether we know the address or not: a stranger learns nothing about our customers.
      await Promise.all([mailMyLink(visitor.ctx, email), pause(answeredAfter)]);
      return sendPage(reply, 200, framed(visitor, 'enter', enterPage({ sentTo: email }, language)));
    };
    return orAgain(request, reply, { form: 'link', language }, ask, async (refused) =>
      sendPage(reply, reply.statusCode, framed(visitor, 'enter', enterPage({ refused }, language))),
    );
  });
  app.post('/my/leave', hidden, async (_request, reply) => {
    forgetKey(reply);
    return reply.redirect('/my', 303);
  });
  app.get('/my/new', hidden, async (request, reply) => {
    const visitor = await visitorOf(request);
    return isKnown(visitor) ? showNew(reply, visitor) : askForLink(request, reply, visitor);
  });
  app.post('/my/cases', rare, async (request, reply) => {
    const visitor = await theCustomer(request);
    const open = async () => {
      const sent = await readSent(request, asSystem(request.kept, 'my pages'));
      refuseFiles(sent);
      const number = await openFromPage(visitor, sent);
      return reply.redirect(`/my/cases/${number}?done=sent`, 303);
    };
    return orAgain(request, reply, { form: 'new', language: visitor.language }, open, (refused) =>
      showNew(reply, visitor, refused),
    );
  });
  app.get('/my/cases/:number', { ...hidden, schema: { hide: true, params: ByNumber } }, async (request, reply) => {
    const { number } = request.params as { number: number };
    if (rememberKey(request, reply)) return reply.redirect(`/my/cases/${number}`, 303);
    const visitor = await visitorOf(request);
    if (!isKnown(visitor)) return askForLink(request, reply, visitor);
    return showMyCase(request, reply, visitor, number);
  });
  mountMyExpectations(app);
  mountMyTrail(app, showList);
  mountMyPromises(app, showList);
  mountMyMoves(app);
}

async function showNew(reply: FastifyReply, visitor: KnownVisitor, refused?: Refused): Promise<FastifyReply> {
  const { organisation } = await readMySight(visitor.ctx);
  const offered = await listOffered(visitor.ctx, visitor.language);
  const other = offered.length === 0 ? '' : say(visitor.language, 'portal', 'forms.something-else');
  const plain = newCaseForm(visitor.language, other, organisation !== null, refused);
  const headline = say(visitor.language, 'pages', 'new.headline');
  const body = formsPage(offered, headline, visitor.language, plain);
  return sendPage(reply, reply.statusCode, framed(visitor, 'new', body, formScript), { script: true });
}

async function openFromPage(visitor: KnownVisitor, sent: Sent): Promise<number> {
  const [subject, text, wish] = [
    whole(sent, 'subject', 200),
    whole(sent, 'text', 20_000),
    whole(sent, 'wish', 300) || null,
  ];
  if (subject === '') throw missingField('subject');
  if (text === '') throw missingField('text');
  const opened = await transact(visitor.ctx, async (ctx) => {
    const customer = await ctx.trx
      .selectFrom('customers')
      .leftJoin('identities', (join) =>
        join.onRef('identities.customer_id', '=', 'customers.id').on('identities.kind', '=', 'email'),
      )
      .select(['customers.id', 'customers.name', 'customers.organisation_id', 'identities.value as email'])
      .where('customers.id', '=', visitor.customer.id)
      .limit(1)
      .executeTakeFirstOrThrow();
    const opened = await openConversation(ctx, {
      customer: { id: customer.id, name: customer.name, organisationId: customer.organisation_id },
      subject,
      text,
      channel: 'portal',
      replyAddress: customer.email,
      successWish: wish,
      onlyHis: one(sent, 'only-me', 3) === 'yes',
    });
    const uploads = sent.files.map((file) => file.id);
    if (uploads.length > 0) await attachUploads(asSystem(ctx, 'my pages') as WritingContext, opened.messageId, uploads);
    return opened;
  });
  return opened.number;
}

function askForLink(request: FastifyRequest, reply: FastifyReply, visitor: Visitor): FastifyReply {
  const stale = (request.query as Record<string, unknown>)['key'] !== undefined;
  return sendPage(reply, stale ? 403 : 200, framed(visitor, 'enter', enterPage({ stale }, visitor.language)));
}

function framed(visitor: Visitor, title: 'enter' | 'new', body: Parameters<typeof page>[1], script?: string): string {
  return page(
    {
      language: visitor.language,
      company: visitor.company,
      title: say(visitor.language, 'pages', `${title}.title`),
      place: 'my',
      personal: true,
      ...(script === undefined ? {} : { script }),
    },
    body,
  );
}
