import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFileSync } from 'node:fs';
import { Type } from 'typebox';
import { Refusal } from '../../domain/refusal.ts';
import { closestLanguage, say } from '../catalogue.ts';
import {
  answerAgain,
  answerOpenSurvey,
  mayOnlyLook,
  noteOpened,
  type OpenInvitation,
  readAgain,
  readInvitation,
  readOpenSurvey,
  newSurveyToken,
  ownWords,
  readTest,
  recordAnswer,
  stopAsking,
} from '../modules/voice/index.ts';
import { colleagueOf } from '../modules/people/index.ts';
import { html } from '../markup.ts';
import { wordsOf } from './form-parts.ts';
import { page, sendPage } from './layout.ts';
import { type Problem, sentenceOf, toCopy, wordsTyped } from './problems.ts';
import { chosenBy, given, saidBy } from './survey-said.ts';
import { surveyGonePage, surveyPage, surveyThanksPage, surveyUsedPage } from './survey-page.ts';
import { visitorOf } from './visitor.ts';

const ByToken = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{10,200}$' }) });
const limited = {
  config: { access: 'public' as const, rateLimit: { max: 60, timeWindow: 60_000 } },
  schema: { hide: true, params: ByToken },
};
const testLimited = {
  ...limited,
  schema: {
    hide: true,
    params: Type.Object({ id: Type.String({ format: 'uuid' }), token: ByToken.properties.token }),
  },
};
const scriptPath = '/s/script/survey.js';
const script = readFileSync(new URL('survey-script.js', import.meta.url), 'utf8');

const draw = (language: string, company: string, body: Parameters<typeof page>[1]) =>
  page({ language, company, title: say(language, 'pages', 'survey.title'), personal: true, script: scriptPath }, body);

/** `/s/…`: a GET only shows, because mail scanners open every link; a POST records. */
export function mountSurveyPages(app: FastifyInstance): void {
  app.get(scriptPath, { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=3600').send(script),
  );
  mountPersonal(app);
  mountOpen(app);
  mountAgain(app);
  mountTest(app);
  mountStop(app);
}

/** `/s/{token}`: the page of one ask. */
function mountPersonal(app: FastifyInstance): void {
  app.get('/s/:token', limited, async (request, reply) => {
    const { token } = request.params as { token: string };
    const invitation = await readInvitation(request.kept, token);
    if (invitation === undefined) return gone(request, reply);
    if (isAfterPress(request)) return thank(request, reply, invitation, `/s/${token}`);
    if (invitation.anonymous && invitation.answered) return used(reply, 200, invitation);
    const looksOn = await isColleague(request, token);
    return show(request, reply, invitation, `/s/${token}`, { seen: `/s/${token}/seen`, looksOn });
  });
  app.post('/s/:token', limited, async (request, reply) => {
    const { token } = request.params as { token: string };
    try {
      if (await isColleague(request, token))
        throw new Refusal('forbidden', 'colleague-answers', 'Only the customer answers here.');
      const answer = await recordAnswer(request.kept, { ...given(request.body), token });
      return reply.redirect(`${answer.path}?thanks=${answer.bad ? 'bad' : answer.complete ? 'yes' : 'partial'}`, 303);
    } catch (refused) {
      return explain(request, reply, refused, `/s/${token}`, await readInvitation(request.kept, token));
    }
  });
  // said by the page's script: a mail scanner, a look ahead of the browser, or a HEAD opens nothing
  app.post('/s/:token/seen', limited, async (request, reply) => {
    const { token } = request.params as { token: string };
    if (!(await isColleague(request, token))) await noteOpened(request.kept, token);
    return reply.status(204).send();
  });
}

/** Whether somebody of ours looks at what a customer is asked. */
async function isColleague(request: FastifyRequest, token: string): Promise<boolean> {
  const colleague = await colleagueOf(request);
  return colleague !== undefined && mayOnlyLook(request.kept, token, colleague.id);
}

/** `/s/open/{key}`: a page that anybody with the address may answer. */
function mountOpen(app: FastifyInstance): void {
  app.get('/s/open/:token', limited, async (request, reply) => {
    const { token } = request.params as { token: string };
    const survey = await readOpenSurvey(request.kept, token, await languageOf(request));
    return survey === undefined ? gone(request, reply) : show(request, reply, survey, `/s/open/${token}`);
  });
  app.post('/s/open/:token', limited, async (request, reply) => {
    const { token } = request.params as { token: string };
    const language = await languageOf(request);
    try {
      const answer = await answerOpenSurvey(request.kept, token, language, given(request.body));
      return reply.redirect(`${answer.path}?thanks=${answer.complete ? 'yes' : 'partial'}`, 303);
    } catch (refused) {
      const survey = await readOpenSurvey(request.kept, token, language);
      return explain(request, reply, refused, `/s/open/${token}`, survey);
    }
  });
}

/** `/s/again/{secret}`: one's own anonymous answer, until the day is over. */
function mountAgain(app: FastifyInstance): void {
  app.get('/s/again/:token', limited, async (request, reply) => {
    const { token } = request.params as { token: string };
    const answer = await readAgain(request.kept, token, await languageOf(request));
    if (answer === undefined) return gone(request, reply);
    const path = `/s/again/${token}`;
    return isAfterPress(request) ? thank(request, reply, answer, path) : show(request, reply, answer, path);
  });
  app.post('/s/again/:token', limited, async (request, reply) => {
    const { token } = request.params as { token: string };
    const language = await languageOf(request);
    try {
      const answer = await answerAgain(request.kept, token, language, given(request.body));
      return reply.redirect(`${answer.path}?thanks=${answer.complete ? 'yes' : 'partial'}`, 303);
    } catch (refused) {
      return explain(request, reply, refused, `/s/again/${token}`, await readAgain(request.kept, token, language));
    }
  });
}

/** `/s/try/…`: the page of a test shows everything and keeps nothing. */
function mountTest(app: FastifyInstance): void {
  app.get('/s/try/:id/:token', testLimited, async (request, reply) => {
    const { id, token } = request.params as { id: string; token: string };
    const survey = await readTest(request.kept, id, token, await languageOf(request));
    if (survey === undefined) return gone(request, reply);
    const path = `/s/try/${id}/${token}`;
    return isAfterPress(request) ? thank(request, reply, survey, path) : show(request, reply, survey, path);
  });
  app.post('/s/try/:id/:token', testLimited, (request, reply) => {
    const { id, token } = request.params as { id: string; token: string };
    return reply.redirect(`/s/try/${id}/${token}?thanks=yes`, 303);
  });
}

function mountStop(app: FastifyInstance): void {
  app.get('/s/:token/stop', limited, async (request, reply) => {
    const { token } = request.params as { token: string };
    const visitor = await visitorOf(request);
    const asked = await readInvitation(request.kept, token);
    const language = closestLanguage(asked?.language ?? visitor.language);
    const text = (key: string) => say(language, 'pages', `survey.${key}`);
    const body = html`<div class="narrow">
      <h1>${text('stop-headline')}</h1>
      <form method="post" action="/s/${token}/stop">
        <div class="acts"><button class="btn go" type="submit">${text('stop')}</button></div>
      </form>
    </div>`;
    return sendPage(reply, 200, draw(language, visitor.company, body), { script: true });
  });
  app.post('/s/:token/stop', limited, async (request, reply) => {
    const stopped = await stopAsking(request.kept, (request.params as { token: string }).token).catch(onlyGone);
    if (stopped === undefined) return gone(request, reply);
    const { language } = stopped;
    const visitor = await visitorOf(request);
    const body = html`<div class="narrow"><h1>${say(language, 'pages', 'survey.stopped')}</h1></div>`;
    return sendPage(reply, 200, draw(language, visitor.company, body), { script: true });
  });
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  survey: OpenInvitation,
  action: string,
  more: {
    seen?: string;
    looksOn?: boolean;
    problem?: Problem;
    status?: number;
    said?: Record<string, unknown>;
    again?: unknown;
  } = {},
): FastifyReply {
  const language = closestLanguage(survey.language);
  const { seen, looksOn, problem, status = 200, said = {} } = more;
  const chosen = { ...survey.given, ...chosenBy(survey, request.query as Record<string, unknown>), ...said };
  // an answer without a name goes on under an address of its own: only its first press needs to be known again
  const first = survey.anonymous && !action.startsWith('/s/again/') && !action.startsWith('/s/try/');
  const again = first ? (typeof more.again === 'string' ? more.again : newSurveyToken()) : undefined;
  const body = surveyPage({ ...survey, action, chosen, again, seen, looksOn, problem }, language);
  return sendPage(reply, status, draw(language, survey.company, body), { script: true });
}

/** What was refused, in the customer's language, above what he had chosen; what is none of his doing goes on. */
async function explain(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: unknown,
  action: string,
  survey: OpenInvitation | undefined,
): Promise<FastifyReply> {
  if (!(refused instanceof Refusal)) throw refused;
  if (survey === undefined || refused.kind === 'not_found') return gone(request, reply);
  if (refused.code === 'link-used') return used(reply, 409, survey);
  const key = explained[refused.code];
  if (key === undefined && refused.code !== 'answer-too-long') throw refused;
  const body = given(request.body);
  const field = refused.detail?.['field'];
  const text =
    key === undefined
      ? sentenceOf(refused, survey.language, request.id)
      : say(survey.language, 'surveys', `page.${key}`);
  const problem = { at: typeof field === 'string' ? field : '', text };
  // what was sent is read as an address would be: only what is offered is chosen again
  const said = refused.code === 'answer-final' ? {} : saidBy(survey, body);
  const status = statuses[refused.kind] ?? 429;
  return show(request, reply, survey, action, { problem, status, said, again: body['_again'] });
}

const explained: Readonly<Record<string, string>> = {
  'nothing-answered': 'nothing',
  'answer-final': 'final',
  'answer-changes': 'often',
  'answer-off-scale': 'unknown',
  'answer-unknown': 'unknown',
  'colleague-answers': 'colleague',
};
const statuses: Readonly<Record<string, number>> = { invalid: 400, forbidden: 403, conflict: 409 };

function used(reply: FastifyReply, status: number, survey: OpenInvitation): FastifyReply {
  const language = closestLanguage(survey.language);
  return sendPage(reply, status, draw(language, survey.company, surveyUsedPage(language)), { script: true });
}

function thank(request: FastifyRequest, reply: FastifyReply, survey: OpenInvitation, path: string): FastifyReply {
  const language = closestLanguage(survey.language);
  const said = (request.query as Record<string, unknown>)['thanks'];
  const thanks = ownWords(survey.theme.thanks, survey.language);
  const body = surveyThanksPage(
    { path, bad: said === 'bad', partial: said === 'partial', thanks: said === 'bad' ? undefined : thanks },
    language,
  );
  return sendPage(reply, 200, draw(language, survey.company, body), { script: true });
}

async function gone(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { language, company } = await visitorOf(request);
  const words = request.method === 'POST' ? wordsTyped(textsOf(request)) : '';
  const body = html`${surveyGonePage(language)}${words !== '' && html`<div class="narrow">${toCopy(words, language)}</div>`}`;
  return sendPage(reply, 404, draw(language, company, body), { script: true });
}

/** What was written in words; of a page that is gone nobody knows which of its fields were chosen from. */
function textsOf(request: FastifyRequest): ReadonlyMap<string, readonly string[]> {
  return new Map([...wordsOf(request).values].filter(([, values]) => values.some((value) => /\p{L}{2}/u.test(value))));
}

/** A link that leads nowhere is told on a page of its own. */
function onlyGone(error: unknown): undefined {
  if (!(error instanceof Refusal) || error.kind !== 'not_found') throw error;
}

function isAfterPress(request: FastifyRequest): boolean {
  return (request.query as Record<string, unknown>)['thanks'] !== undefined;
}

/** A public page speaks the browser's language, or the one its address names. */
async function languageOf(request: FastifyRequest): Promise<string> {
  const asked = (request.query as Record<string, unknown>)['language'];
  return typeof asked === 'string' && asked.length <= 10 ? closestLanguage(asked) : (await visitorOf(request)).language;
}
