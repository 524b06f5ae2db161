import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from '../catalogue.ts';
import { asSystem, transact, type WritingContext } from '../context.ts';
import { attachUploads, listMyCases, openConversation, readMySight } from '../modules/cases/index.ts';
import { listOffered } from '../modules/forms/index.ts';
import { listNextForCustomer } from '../modules/promises/index.ts';
import { readMyTrails } from '../modules/journeys/index.ts';
import { listWaitingAsks, readSettings } from '../modules/voice/index.ts';
import { asksPart } from './survey-page.ts';
import { html } from '../markup.ts';
import { formsPage } from './form-page.ts';
import { one, readSent, refuseFiles, type Sent } from './form-parts.ts';
import { formScript } from './form-routes.ts';
import { page, sendPage } from './layout.ts';
import { mailMyLink } from './my-link-mail.ts';
import { mountMyExpectations } from './my-expectations.ts';
import { enterPage, myListPage, newCaseForm } from './my-list-page.ts';
import { mountMyPromises, promiseNotice, promisesSection } from './my-promises.ts';
import { mountMyTrail, trailNotice, trailSection } from './my-trail.ts';
import { ByNumber, mountMyMoves } from './my-moves.ts';
import { showMyCase } from './my-case.ts';
import { field, missingField, theCustomer } from './my-fields.ts';
import { forgetKey, hidden, rememberKey, type Visitor, visitorOf } from './visitor.ts';

const perPage = 50;
/** Longer than mailing a link takes. Milliseconds. */
const answeredAfter = 200;

/** Pages of strangers who ask for links: a tighter limit, because each asks us to send a mail. */
const rare = {
  schema: { hide: true },
  config: { access: 'public' as const, rateLimit: { max: 10, timeWindow: 60_000 } },
};

/** `/my`: a customer's own cases and promises. Everything works as plain pages and forms. */
export function mountMyPages(app: FastifyInstance): void {
  app.get('/my', hidden, async (request, reply) => {
    if (rememberKey(request, reply)) return reply.redirect('/my', 303);
    const visitor = await visitorOf(request);
    if (visitor.customer === undefined) return askForLink(request, reply, visitor);
    return showList(request, reply, visitor);
  });
  app.post('/my/link', rare, async (request, reply) => {
    const visitor = await visitorOf(request);
    const email = field(request, 'email', 320).toLowerCase();
    // The same answer, after the same time, whether we know the address or not: a stranger learns nothing about our customers.
    await Promise.all([mailMyLink(visitor.ctx, email), pause(answeredAfter)]);
    return sendPage(reply, 200, framed(visitor, 'enter', enterPage({ sentTo: email }, visitor.language)));
  });
  app.post('/my/leave', hidden, async (_request, reply) => {
    forgetKey(reply);
    return reply.redirect('/my', 303);
  });
  app.get('/my/new', hidden, async (request, reply) => {
    const visitor = await visitorOf(request);
    if (visitor.customer === undefined) return askForLink(request, reply, visitor);
    const { organisation } = await readMySight(visitor.ctx);
    const offered = await listOffered(visitor.ctx, visitor.language);
    const other = offered.length === 0 ? '' : say(visitor.language, 'portal', 'forms.something-else');
    const plain = newCaseForm(visitor.language, other, organisation !== null);
    const headline = say(visitor.language, 'pages', 'new.headline');
    const body = formsPage(offered, headline, visitor.language, plain);
    return sendPage(reply, 200, framed(visitor, 'new', body, formScript), { script: true });
  });
  app.post('/my/cases', rare, async (request, reply) => {
    const visitor = await theCustomer(request);
    const sent = await readSent(request, asSystem(request.kept, 'my pages'));
    refuseFiles(sent, visitor.language);
    const number = await openFromPage(visitor, sent);
    return reply.redirect(`/my/cases/${number}?done=sent`, 303);
  });
  app.get('/my/cases/:number', { ...hidden, schema: { hide: true, params: ByNumber } }, async (request, reply) => {
    const { number } = request.params as { number: number };
    if (rememberKey(request, reply)) return reply.redirect(`/my/cases/${number}`, 303);
    const visitor = await visitorOf(request);
    if (visitor.customer === undefined) return askForLink(request, reply, visitor);
    return showMyCase(request, reply, visitor, number);
  });
  mountMyExpectations(app);
  mountMyTrail(app);
  mountMyPromises(app);
  mountMyMoves(app);
}

async function showList(request: FastifyRequest, reply: FastifyReply, visitor: Visitor): Promise<FastifyReply> {
  const query = request.query as Record<string, string | undefined>;
  const before = Number(query['cursor']);
  const q = (typeof query['q'] === 'string' ? query['q'] : '').replaceAll('\0', '').slice(0, 200).trim();
  const state: 'open' | 'done' | undefined =
    query['state'] === 'open' || query['state'] === 'done' ? query['state'] : undefined;
  const sight = await readMySight(visitor.ctx);
  const mine = sight.seesCompany && query['whose'] === 'mine';
  const rows = await listMyCases(visitor.ctx, {
    limit: perPage + 1,
    q,
    state,
    mine,
    ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
  });
  const shown = rows.slice(0, perPage);
  const next = await listNextForCustomer(
    visitor.ctx,
    shown.map((row) => row.id),
  );
  const promiseOf = (caseId: string) => next.find((one) => one.caseId === caseId);
  const lines = shown.map((row) => ({
    number: row.number,
    subject: row.subject,
    open: row.state !== 'closed',
    by: row.mine ? undefined : row.customer.name,
    closedAt: row.closedAt === null ? null : new Date(row.closedAt),
    promise: promiseOf(row.id),
  }));
  const asked = { q, state, mine, company: sight.seesCompany ? sight.organisation?.name : undefined };
  const older = rows.length > perPage ? String(shown.at(-1)!.number) : undefined;
  const asks = await listWaitingAsks(visitor.ctx, visitor.customer!.id, 'my', visitor.language);
  // where he stands belongs to the whole list, not to a page or a search of it
  const whole = q === '' && state === undefined && !mine && !(before > 0);
  // whoever comes round again is asked again only after the rest that everybody has between two questions
  const rest = whole ? (await readSettings(visitor.ctx)).quietDays : 0;
  const trail = whole ? trailSection(await readMyTrails(visitor.ctx, visitor.customer!.id, rest), visitor) : null;
  const said = trailNotice(query['done'], visitor.language) ?? promiseNotice(query['done'], visitor.language);
  const between = html`${whole && (await promisesSection(visitor))}${trail}`;
  const list = html`${said}${myListPage(lines, older, visitor, asked, before > 0, between)}${asksPart(asks, visitor.language)}`;
  return sendPage(reply, 200, framed(visitor, 'list', list));
}

async function openFromPage(visitor: Visitor, sent: Sent): Promise<number> {
  const [subject, text] = [one(sent, 'subject', 200), one(sent, 'text', 20_000)];
  if (subject === '') throw missingField('subject');
  if (text === '') throw missingField('text');
  const opened = await transact(visitor.ctx, async (ctx) => {
    const customer = await ctx.trx
      .selectFrom('customers')
      .leftJoin('identities', (join) =>
        join.onRef('identities.customer_id', '=', 'customers.id').on('identities.kind', '=', 'email'),
      )
      .select(['customers.id', 'customers.name', 'customers.organisation_id', 'identities.value as email'])
      .where('customers.id', '=', visitor.customer!.id)
      .limit(1)
      .executeTakeFirstOrThrow();
    const opened = await openConversation(ctx, {
      customer: { id: customer.id, name: customer.name, organisationId: customer.organisation_id },
      subject,
      text,
      channel: 'portal',
      replyAddress: customer.email,
      successWish: one(sent, 'wish', 300) || null,
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

function framed(
  visitor: Visitor,
  title: 'enter' | 'list' | 'new',
  body: Parameters<typeof page>[1],
  script?: string,
): string {
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
