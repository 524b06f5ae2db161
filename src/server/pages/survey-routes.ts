import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFileSync } from 'node:fs';
import { Type } from 'typebox';
import { closestLanguage, say } from '../catalogue.ts';
import {
  answerAgain,
  answerOpenSurvey,
  noteOpened,
  type OpenInvitation,
  readAgain,
  readInvitation,
  readOpenSurvey,
  readTest,
  recordAnswer,
  stopAsking,
} from '../modules/voice/index.ts';
import { html } from '../markup.ts';
import { page, sendPage } from './layout.ts';
import { surveyGonePage, surveyPage, surveyThanksPage } from './survey-page.ts';
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
    await noteOpened(request.kept, token);
    return show(request, reply, invitation, `/s/${token}`);
  });
  app.post('/s/:token', limited, async (request, reply) => {
    const { token } = request.params as { token: string };
    const answer = await recordAnswer(request.kept, { ...given(request.body), token });
    return reply.redirect(`${answer.path}?thanks=${answer.bad ? 'bad' : answer.complete ? 'yes' : 'partial'}`, 303);
  });
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
    const answer = await answerOpenSurvey(request.kept, token, await languageOf(request), given(request.body));
    return reply.redirect(`${answer.path}?thanks=${answer.complete ? 'yes' : 'partial'}`, 303);
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
    const answer = await answerAgain(request.kept, token, await languageOf(request), given(request.body));
    return reply.redirect(`${answer.path}?thanks=${answer.complete ? 'yes' : 'partial'}`, 303);
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
    const text = (key: string) => say(visitor.language, 'pages', `survey.${key}`);
    const body = html`<div class="narrow">
      <h1>${text('stop-headline')}</h1>
      <form method="post" action="/s/${token}/stop">
        <div class="acts"><button class="btn go" type="submit">${text('stop')}</button></div>
      </form>
    </div>`;
    return sendPage(reply, 200, draw(visitor.language, visitor.company, body), { script: true });
  });
  app.post('/s/:token/stop', limited, async (request, reply) => {
    const { language } = await stopAsking(request.kept, (request.params as { token: string }).token);
    const visitor = await visitorOf(request);
    const body = html`<div class="narrow"><h1>${say(language, 'pages', 'survey.stopped')}</h1></div>`;
    return sendPage(reply, 200, draw(language, visitor.company, body), { script: true });
  });
}

function show(request: FastifyRequest, reply: FastifyReply, survey: OpenInvitation, action: string): FastifyReply {
  const language = closestLanguage(survey.language);
  const chosen = { ...survey.given, ...chosenBy(survey, request.query as Record<string, unknown>) };
  const body = surveyPage({ ...survey, action, chosen }, language);
  return sendPage(reply, 200, draw(language, survey.company, body), { script: true });
}

function thank(request: FastifyRequest, reply: FastifyReply, survey: OpenInvitation, path: string): FastifyReply {
  const language = closestLanguage(survey.language);
  const said = (request.query as Record<string, unknown>)['thanks'];
  const thanks = survey.theme.thanks?.[language]?.trim() || survey.theme.thanks?.['en']?.trim();
  const body = surveyThanksPage(
    { path, bad: said === 'bad', partial: said === 'partial', thanks: said === 'bad' ? undefined : thanks },
    language,
  );
  return sendPage(reply, 200, draw(language, survey.company, body), { script: true });
}

async function gone(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visitor = await visitorOf(request);
  return sendPage(reply, 404, draw(visitor.language, visitor.company, surveyGonePage(visitor.language)), {
    script: true,
  });
}

function isAfterPress(request: FastifyRequest): boolean {
  return (request.query as Record<string, unknown>)['thanks'] !== undefined;
}

/** A public page speaks the browser's language, or the one its address names. */
async function languageOf(request: FastifyRequest): Promise<string> {
  const asked = (request.query as Record<string, unknown>)['language'];
  return typeof asked === 'string' && asked.length <= 10 ? closestLanguage(asked) : (await visitorOf(request)).language;
}

/** What a mail's link chose. Whatever is no answer is left out rather than guessed at. */
function chosenBy(survey: OpenInvitation, query: Record<string, unknown>): Record<string, unknown> {
  const chosen: Record<string, unknown> = {};
  for (const { key, kind, from, to, choices } of survey.questions) {
    const value = query[key];
    if (typeof value !== 'string' || value === '') continue;
    const number = Number(value);
    if (kind === 'yes-no' && (value === 'yes' || value === 'no')) chosen[key] = value === 'yes';
    else if (kind === 'scale' && Number.isInteger(number) && number >= from && number <= to) chosen[key] = number;
    else if (kind === 'choice' && choices.some((choice) => choice.key === value)) chosen[key] = value;
  }
  return chosen;
}

/** What the form said; ticks of one question, each a field of its own, are put together. */
function given(body: unknown): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  if (typeof body !== 'object' || body === null) return answers;
  for (const [name, value] of Object.entries(body)) {
    const [key = '', choice] = name.split('.', 2);
    if (choice === undefined) answers[key] = value;
    else answers[key] = [...(Array.isArray(answers[key]) ? (answers[key] as unknown[]) : []), choice];
  }
  return answers;
}
