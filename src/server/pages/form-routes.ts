import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFileSync } from 'node:fs';
import { Type } from 'typebox';
import type { Form } from '../../contract/forms.ts';
import { readAnswers } from '../../domain/forms/answers.ts';
import { Refusal } from '../../domain/refusal.ts';
import { closestLanguage, say } from '../catalogue.ts';
import { asSystem, transact, type WritingContext } from '../context.ts';
import { readMySight } from '../modules/cases/index.ts';
import { findOrAddCustomer } from '../modules/customers/index.ts';
import {
  endVisit,
  findReplyAddress,
  listOffered,
  openFromForm,
  paceOf,
  readInstead,
  readOffered,
  readVisit,
  sentAs,
  type SpokenForm,
  startVisit,
  takeVisit,
} from '../modules/forms/index.ts';
import { listPublicArticles } from '../modules/knowledge/index.ts';
import { type ArticleLink, formPage, formsPage, type FormView, sentPage } from './form-page.ts';
import { one, readSent, type Sent, whole } from './form-parts.ts';
import { page, sendPage } from './layout.ts';
import { looksLikeAddress } from './my-fields.ts';
import { sentenceOf } from './problems.ts';
import { type Visitor, visitorOf } from './visitor.ts';

const script = readFileSync(new URL('form-script.js', import.meta.url));
/** Forms, the pages of those who are signed in among them, load it. */
export const formScript = '/help/forms/form.js';

const open = { config: { access: 'public' as const } };
const BySlug = Type.Object({ slug: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }) });
const Asked = Type.Object({
  q: Type.Optional(Type.String()),
  v: Type.Optional(Type.String()),
  lang: Type.Optional(Type.String()),
  form: Type.Optional(Type.String()),
});
type Asked = { q?: string; v?: string; lang?: string; form?: string };

/** `/help/forms`: what can be asked for, and the forms for it. Everything works as plain pages. */
export function mountFormPages(app: FastifyInstance): void {
  app.get('/help/forms', { ...open, schema: { hide: true, querystring: Asked } }, async (request, reply) => {
    const visitor = await speaking(request, (request.query as Asked).lang);
    const offered = await listOffered(visitor.ctx, visitor.language);
    const headline = say(visitor.language, 'portal', 'forms.headline');
    const body = formsPage(offered, headline, visitor.language);
    return sendPage(reply, 200, framed(visitor, say(visitor.language, 'portal', 'forms.title'), body));
  });
  app.get(formScript, { ...open, schema: { hide: true } }, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('text/javascript; charset=utf-8').send(script),
  );
  app.get(
    '/help/forms/articles',
    {
      config: { access: 'public', rateLimit: { max: 120, timeWindow: 60_000 } },
      schema: { hide: true, querystring: Asked },
    },
    async (request) => {
      const { q = '', v = '', form } = request.query as Asked;
      return articlesFor(await visitorOf(request), q, form, v);
    },
  );
  app.get(
    '/help/forms/:slug/articles/:article',
    { ...open, schema: { hide: true, querystring: Asked } },
    async (request, reply) => {
      const { slug, article } = request.params as { slug: string; article: string };
      if (!/^[a-z0-9-]{1,120}$/.test(article)) throw missing();
      await readInstead(request.kept, slug, (request.query as Asked).v ?? '', article);
      return reply.redirect(`/help/${article}`, 303);
    },
  );
  app.get(
    '/help/forms/:slug',
    { ...open, schema: { hide: true, params: BySlug, querystring: Asked } },
    async (request, reply) => {
      const { q, v, lang } = request.query as Asked;
      const visitor = await speaking(request, lang);
      const { form, spoken } = await offered(visitor, request);
      const ticket = v !== undefined && readVisit(visitor.ctx, form.id, v) ? v : startVisit(visitor.ctx, form.id);
      const words = q?.trim() ?? '';
      const search =
        words === '' ? undefined : { q: words, found: await articlesFor(visitor, words, form.slug, ticket) };
      return show(reply, visitor, spoken, { ticket, search });
    },
  );
  app.post(
    '/help/forms/:slug',
    {
      // after reading, so that whoever is told to wait keeps what he wrote
      config: { access: 'public', rateLimit: { max: 10, timeWindow: 60_000, hook: 'preHandler' } },
      schema: { hide: true, params: BySlug },
    },
    takeForm,
  );
  app.get(
    '/help/forms/:slug/sent',
    { ...open, schema: { hide: true, params: BySlug, querystring: Asked } },
    async (request, reply) => {
      const { v = '', lang } = request.query as Asked;
      const visitor = await speaking(request, lang);
      const { form, spoken } = await offered(visitor, request);
      const visit = readVisit(visitor.ctx, form.id, v);
      const number = visit === undefined ? undefined : await sentAs(request.kept.db, visit.id);
      if (number === undefined) return reply.redirect(`/help/forms/${form.slug}`, 303);
      const title = say(visitor.language, 'portal', 'form.sent-title');
      return sendPage(reply, 200, framed(visitor, title, sentPage(spoken, number, visitor.language)));
    },
  );
}

/** Articles that may answer what was typed, under addresses that note that somebody read instead of sending. */
async function articlesFor(
  visitor: Visitor,
  q: string,
  form: string | undefined,
  ticket: string,
): Promise<ArticleLink[]> {
  if (q.trim() === '') return [];
  const found = await listPublicArticles(visitor.ctx, { q: q.slice(0, 400), limit: 3 });
  return found.items.map(({ slug, title, summary }) => ({
    title,
    summary,
    url: form === undefined ? `/help/${slug}` : `/help/forms/${form}/articles/${slug}?v=${ticket}`,
  }));
}

async function takeForm(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const nobody = asSystem(request.kept, 'forms');
  const sent = await readSent(request, nobody);
  const visitor = await speaking(request, one(sent, 'lang', 20));
  const { form, spoken } = await offered(visitor, request);
  const given = one(sent, 'v', 100);
  const visit = readVisit(visitor.ctx, form.id, given);
  const answers = Object.fromEntries(
    spoken.questions.map(({ key, kind }) => {
      const values = sent.values.get(`f.${key}`) ?? [];
      return [key, kind === 'choices' ? values : (values[0] ?? '')];
    }),
  );
  const questions = spoken.questions.map(({ question }) => question);
  const { values, problems: wrong } = readAnswers(questions, form.kind, answers);
  const problems = [
    ...doubts(sent, visit, visitor),
    ...missingParts(sent, spoken, visitor),
    ...tooLongParts(sent, visitor, request.id),
  ];
  for (const { key, problem } of wrong) {
    const at = spoken.questions.findIndex((question) => question.key === key);
    const { label, kind } = spoken.questions[at]!;
    const words = problem === 'required' ? 'required' : `wrong-${kind}`;
    problems.push({ at: `q-${String(at)}`, text: say(visitor.language, 'portal', `form.${words}`, { label }) });
  }
  if (problems.length > 0 || visit === undefined) {
    // what was shown too long ago or never gets a ticket that begins now; a visit that goes on keeps its own
    const ticket =
      visit !== undefined && paceOf(visit, visitor.ctx.now) !== 'stale' ? given : startVisit(visitor.ctx, form.id);
    return show(reply.status(400), visitor, spoken, {
      ticket,
      given: sent.values,
      problems,
      filesAgain: sent.files.length > 0 || sent.problem !== undefined,
    });
  }
  const number = await transact(nobody, async (ctx) => {
    const already = await takeVisit(ctx.trx, { id: visit.id, formId: form.id, at: visit.at });
    if (already !== undefined) return already;
    const opened = await openFromForm(ctx, form, spoken, {
      ...(await whose(ctx, visitor, sent)),
      subject: form.asks.subject ? one(sent, 'subject', 200) : undefined,
      text: one(sent, 'text', 20_000) || undefined,
      wish: one(sent, 'wish', 300) || undefined,
      values,
      onlyHis: visitor.customer !== undefined && one(sent, 'only-me', 3) === 'yes',
      channel: visitor.customer === undefined ? 'form' : 'portal',
      uploads: sent.files.map((file) => file.id),
    });
    await endVisit(ctx.trx, visit.id, opened.caseId, ctx.now);
    return opened.number;
  });
  const to =
    visitor.customer === undefined
      ? `/help/forms/${form.slug}/sent?v=${given}&lang=${visitor.language}`
      : `/my/cases/${String(number)}?done=sent`;
  return reply.redirect(to, 303);
}

/** Signs of a machine. Nothing is dropped in silence: a person who is taken for one reads why, and sends once more. */
function doubts(sent: Sent, visit: ReturnType<typeof readVisit>, visitor: Visitor): { at: string; text: string }[] {
  const text = (key: string, values: Record<string, string> = {}) => ({
    // about the whole of it, not about a field
    at: '',
    text: say(visitor.language, 'portal', `form.${key}`, values),
  });
  const pace = visit === undefined ? 'stale' : paceOf(visit, visitor.ctx.now);
  return [
    ...(one(sent, 'website', 10) === '' ? [] : [text('machine')]),
    ...(pace === 'person' ? [] : [text(pace)]),
    ...(sent.problem === undefined
      ? []
      : [{ ...text(sent.problem.key, 'name' in sent.problem ? { name: sent.problem.name } : {}), at: 'files' }]),
  ];
}

function missingParts(sent: Sent, form: SpokenForm, visitor: Visitor): { at: string; text: string }[] {
  const say1 = (key: string, values: Record<string, string> = {}) =>
    say(visitor.language, 'portal', `form.${key}`, values);
  const required = (at: string, label: string) => ({ at, text: say1('required', { label }) });
  const email = one(sent, 'email', 320);
  const known = visitor.customer !== undefined;
  return [
    ...(!known && one(sent, 'name', 200) === '' ? [required('name', say1('name'))] : []),
    ...(known || looksLikeAddress(email) ? [] : [{ at: 'email', text: say1('wrong-email') }]),
    ...(form.asks.subject && one(sent, 'subject', 200) === '' ? [required('subject', say1('subject'))] : []),
    ...(form.asks.text === 'required' && one(sent, 'text', 20_000) === ''
      ? [required('text', form.ask === '' ? say1('text') : form.ask)]
      : []),
  ];
}

/** Nothing is cut off in silence: what is too long comes back whole. */
function tooLongParts(sent: Sent, { language }: Visitor, requestId: string): { at: string; text: string }[] {
  return Object.entries({ name: 200, email: 320, subject: 200, text: 20_000, wish: 300 }).flatMap(([at, most]) => {
    try {
      whole(sent, at, most);
      return [];
    } catch (error) {
      return [{ at, text: sentenceOf(error as Error, language, requestId) }];
    }
  });
}

/** Whose case it is: the signed-in customer's, else of the address given, which the acknowledgement goes to. */
async function whose(ctx: WritingContext, visitor: Visitor, sent: Sent) {
  if (visitor.customer !== undefined) {
    const row = await ctx.trx
      .selectFrom('customers')
      .select(['id', 'name', 'organisation_id'])
      .where('id', '=', visitor.customer.id)
      .executeTakeFirstOrThrow();
    const customer = { id: row.id, name: row.name, organisationId: row.organisation_id };
    return { customer, replyAddress: await findReplyAddress(ctx.trx, row.id) };
  }
  const email = one(sent, 'email', 320).toLowerCase();
  const found = await findOrAddCustomer(ctx, { email, name: one(sent, 'name', 200), language: visitor.language }, true);
  return { customer: found, replyAddress: email };
}

async function show(
  reply: FastifyReply,
  visitor: Visitor,
  form: SpokenForm,
  view: Pick<FormView, 'ticket'> & Partial<FormView>,
): Promise<FastifyReply> {
  const known = visitor.customer !== undefined;
  const body = formPage(
    {
      form,
      known,
      company: known && (await readMySight(visitor.ctx)).organisation !== null,
      given: new Map(),
      problems: [],
      filesAgain: false,
      search: undefined,
      ...view,
    },
    visitor.language,
  );
  return sendPage(reply, reply.statusCode, framed(visitor, form.title, body, true), { script: true });
}

async function offered(visitor: Visitor, request: FastifyRequest): Promise<{ form: Form; spoken: SpokenForm }> {
  const found = await readOffered(visitor.ctx, (request.params as { slug: string }).slug, visitor.language);
  if (found === undefined) throw missing();
  return found;
}

/** In which language a form speaks: as asked for by its link, else as the visitor does. */
async function speaking(request: FastifyRequest, wished: string | undefined): Promise<Visitor> {
  const visitor = await visitorOf(request);
  return wished === undefined || wished === '' ? visitor : { ...visitor, language: closestLanguage(wished) };
}

function framed(visitor: Visitor, title: string, body: Parameters<typeof page>[1], scripted = false): string {
  const { language, company } = visitor;
  const place = visitor.customer === undefined ? ('help' as const) : ('my' as const);
  return page({ language, company, title, place, ...(scripted ? { script: formScript } : {}) }, body);
}

function missing(): Refusal {
  return new Refusal('not_found', 'form-not-found', 'There is no such form.');
}
