import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { Type } from 'typebox';
import { Refusal } from '../../domain/refusal.ts';
import { say } from '../catalogue.ts';
import { asSystem, transact, type WritingContext } from '../context.ts';
import {
  attachUploads,
  giveVerdict,
  listMyCases,
  openConversation,
  readMyCase,
  readMySight,
  reopenMyCase,
  solveMyCase,
  writeToMyCase,
} from '../modules/cases/index.ts';
import { listOffered } from '../modules/forms/index.ts';
import { sheetsToChoose } from '../modules/options/index.ts';
import {
  acceptPromise,
  askToMove,
  listNextForCustomer,
  listPromisesForCustomer,
  readEstimateForCustomer,
} from '../modules/promises/index.ts';
import { readMyTrails } from '../modules/journeys/index.ts';
import { listWaitingAsks, readSettings } from '../modules/voice/index.ts';
import { asksPart } from './survey-page.ts';
import { html } from '../markup.ts';
import { formsPage } from './form-page.ts';
import { one, readSent, refuseFiles, type Sent } from './form-parts.ts';
import { formScript } from './form-routes.ts';
import { customerSteps } from '../modules/procedures/index.ts';
import { page, sendPage } from './layout.ts';
import { mailMyLink } from './my-link-mail.ts';
import { mountMyExpectations } from './my-expectations.ts';
import { enterPage, myListPage, newCaseForm } from './my-list-page.ts';
import { myCasePage } from './my-case-page.ts';
import { mountMyPromises, promiseNotice, promisesSection, trackedPromise, whenMissing } from './my-promises.ts';
import { mountMyTrail, trailNotice, trailSection } from './my-trail.ts';
import { headlineOf, nameOf, type TrackedCase, trackerOf } from './tracker.ts';
import { forgetKey, rememberKey, type Visitor, visitorOf } from './visitor.ts';

const perPage = 50;
/** Longer than mailing a link takes. Milliseconds. */
const answeredAfter = 200;
const hidden = { schema: { hide: true }, config: { access: 'public' as const } };
/** Pages of strangers who ask for links: a tighter limit, because each asks us to send a mail. */
const rare = {
  schema: { hide: true },
  config: { access: 'public' as const, rateLimit: { max: 10, timeWindow: 60_000 } },
};
const ByNumber = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 999_999_999_999 }) });
const ByPromise = Type.Object({ ...ByNumber.properties, id: Type.String({ format: 'uuid' }) });

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
    return showCase(request, reply, visitor, number);
  });
  mountMyExpectations(app);
  mountMyTrail(app);
  mountMyPromises(app);
  mountMoves(app);
}

function mountMoves(app: FastifyInstance): void {
  const move = (
    path: string,
    params: typeof ByNumber | typeof ByPromise,
    act: (
      visitor: Visitor,
      request: FastifyRequest,
      to: { number: number; id: string },
    ) => Promise<string | { done: string; number: number }>,
  ) =>
    app.post(`/my/cases/:number/${path}`, { ...hidden, schema: { hide: true, params } }, async (request, reply) => {
      const to = request.params as { number: number; id: string };
      const came = await act(await theCustomer(request), request, to);
      // what was closed long ago goes on in a case of its own
      const { done, number } = typeof came === 'string' ? { done: came, number: to.number } : came;
      return reply.redirect(`/my/cases/${String(number)}?done=${done}`, 303);
    });

  move('messages', ByNumber, async (visitor, request, { number }) => {
    const { ctx } = visitor;
    const sent = await readSent(request, asSystem(ctx, 'my pages'));
    refuseFiles(sent, visitor.language);
    // files without a word are a message, too: it says their names
    const text = one(sent, 'text', 20_000) || sent.files.map((file) => file.name).join(', ');
    if (text === '') throw missingField('text');
    const uploads = sent.files.map((file) => file.id);
    return { done: 'sent', number: (await writeToMyCase(ctx, number, { text, uploads })).number };
  });
  move('solved', ByNumber, async ({ ctx }, _request, { number }) => {
    await solveMyCase(ctx, number);
    return 'solved';
  });
  move('reopening', ByNumber, async ({ ctx }, request, { number }) => ({
    done: 'reopened',
    number: await reopenMyCase(ctx, number, field(request, 'why', 4000)),
  }));
  move('promises/:id/acceptance', ByPromise, async ({ ctx }, _request, { id }) => {
    await acceptPromise(ctx, id);
    return 'accepted';
  });
  move('promises/:id/another-time', ByPromise, async (visitor, request, { number, id }) => {
    const found = await readMyCase(visitor.ctx, number);
    const promise = (await listPromisesForCustomer(visitor.ctx, found.id)).find((one) => one.id === id && one.mine);
    if (promise === undefined) throw new Refusal('not_found', 'promise-not-found', 'This promise is no longer open.');
    const sent = (request.body as Record<string, unknown> | undefined)?.['when'];
    const when = typeof sent === 'string' ? sent.trim().slice(0, 200) : '';
    if (when === '') throw whenMissing(visitor.language);
    const text = say(visitor.language, 'pages', 'case.another-text', { what: nameOf(promise, visitor), when });
    await transact(visitor.ctx, async (ctx) => {
      await askToMove(ctx, id, when);
      await writeToMyCase(ctx, number, { text });
    });
    return 'sent';
  });
  move('verdict', ByNumber, async ({ ctx }, request, { number }) => {
    const solved = field(request, 'solved', 3) === 'yes';
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

async function showCase(
  request: FastifyRequest,
  reply: FastifyReply,
  visitor: Visitor,
  number: number,
): Promise<FastifyReply> {
  const found = await readMyCase(visitor.ctx, number);
  // an estimate stands apart from what we promised
  const promises = (await listPromisesForCustomer(visitor.ctx, found.id)).filter(({ kind }) => kind !== 'estimate');
  const opening = found.messages.find((message) => message.direction === 'in');
  const tracked: TrackedCase = {
    told: await customerSteps(visitor.ctx, found.id),
    state: found.state,
    verdict: found.verdict,
    createdAt: new Date(found.createdAt),
    closedAt: found.closedAt === null ? null : new Date(found.closedAt),
    closedBy: found.assignee?.name ?? visitor.company,
    opening: opening?.text ?? found.subject,
    files: opening?.attachments.length ?? 0,
    answers: found.messages
      .filter((message) => message.direction === 'out')
      .map((message) => ({ at: new Date(message.at), by: message.author.name })),
    promises: promises.map(trackedPromise),
  };
  const done = (request.query as Record<string, string>)['done'];
  const view = {
    number: found.number,
    subject: found.subject,
    state: found.state,
    verdict: found.verdict,
    headline: headlineOf(tracked, visitor),
    steps: trackerOf(tracked, visitor.ctx.now, visitor),
    wish: found.successWish,
    sheets: found.mine ? await sheetsToChoose(visitor.ctx, found.id) : [],
    estimate: await readEstimateForCustomer(visitor.ctx, found.id),
    messages: found.messages.map((message) => ({
      at: new Date(message.at),
      mine: message.mine,
      author: message.author.name,
      text: message.text,
      files: message.attachments.map((file) => ({ name: file.name, url: file.url })),
    })),
    more: found.messages.length === 100,
    by: found.mine ? undefined : found.customer.name,
    onlyHis: found.onlyHis && found.mine,
    notice: ['sent', 'accepted', 'verdict-yes', 'verdict-no', 'solved', 'reopened'].find((key) => key === done),
  };
  return sendPage(
    reply,
    200,
    page(
      { language: visitor.language, company: visitor.company, title: found.subject, place: 'my', personal: true },
      myCasePage(view, visitor),
    ),
  );
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

async function theCustomer(request: FastifyRequest): Promise<Visitor> {
  const visitor = await visitorOf(request);
  if (visitor.customer === undefined)
    throw new Refusal('forbidden', 'link-needed', say(visitor.language, 'pages', 'enter.stale'));
  return visitor;
}

/** The policy clocks are kept on the case row under their own name; towards the customer they have words. */
function field(request: FastifyRequest, name: string, most: number): string {
  const value = optional(request, name, most);
  if (value === undefined) throw missingField(name);
  return value;
}

function missingField(name: string): Refusal {
  return new Refusal('invalid', 'field-missing', `Something is missing: ${name}.`, { field: name });
}

function optional(request: FastifyRequest, name: string, most: number): string | undefined {
  const value = (request.body as Record<string, unknown> | undefined)?.[name];
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  if (value.length > most)
    throw new Refusal('invalid', 'field-too-long', `${name} is longer than ${most} characters.`, { field: name });
  return value.trim();
}
