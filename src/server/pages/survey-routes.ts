import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { say } from '../catalogue.ts';
import { type GivenAnswer, readInvitation, recordAnswer, stopAsking } from '../modules/voice/index.ts';
import { html } from '../markup.ts';
import { page, sendPage } from './layout.ts';
import { surveyGonePage, surveyPage, surveyThanksPage } from './survey-page.ts';
import { visitorOf } from './visitor.ts';

const ByToken = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{10,200}$' }) });
const limited = {
  config: { access: 'public' as const, rateLimit: { max: 60, timeWindow: 60_000 } },
  schema: { hide: true, params: ByToken },
};

/** `/s/{token}`: a GET only shows, because mail scanners open every link; a POST records. */
export function mountSurveyPages(app: FastifyInstance): void {
  const draw = (language: string, company: string, body: Parameters<typeof page>[1]) =>
    page({ language, company, title: say(language, 'pages', 'survey.title'), personal: true }, body);

  app.get('/s/:token', limited, async (request, reply) => {
    const { token } = request.params as { token: string };
    const invitation = await readInvitation(request.kept, token);
    if (invitation === undefined) {
      const visitor = await visitorOf(request);
      return sendPage(reply, 404, draw(visitor.language, visitor.company, surveyGonePage(visitor.language)));
    }
    const query = request.query as Record<string, unknown>;
    if (query['thanks'] !== undefined)
      return sendPage(
        reply,
        200,
        draw(
          invitation.language,
          invitation.company,
          surveyThanksPage(token, query['thanks'] === 'bad', invitation.language),
        ),
      );
    const view = {
      token,
      subject: invitation.subject,
      questions: invitation.questions,
      chosen: { ...invitation.given, ...given(query) },
    };
    return sendPage(reply, 200, draw(invitation.language, invitation.company, surveyPage(view, invitation.language)));
  });
  app.post('/s/:token', limited, async (request, reply) => {
    const { token } = request.params as { token: string };
    const answer = await recordAnswer(request.kept, {
      token,
      ...given(request.body as Record<string, unknown> | undefined),
    });
    return reply.redirect(`/s/${token}?thanks=${answer.bad ? 'bad' : 'yes'}`, 303);
  });
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
    return sendPage(reply, 200, draw(visitor.language, visitor.company, body));
  });
  app.post('/s/:token/stop', limited, async (request, reply) => {
    const { language } = await stopAsking(request.kept, (request.params as { token: string }).token);
    const visitor = await visitorOf(request);
    return sendPage(
      reply,
      200,
      draw(
        language,
        visitor.company,
        html`<div class="narrow"><h1>${say(language, 'pages', 'survey.stopped')}</h1></div>`,
      ),
    );
  });
}

/** What a form or a mail's link says. Whatever is no answer is left out rather than guessed at. */
function given(source: Record<string, unknown> | undefined): GivenAnswer {
  const number = (name: string, from: number, to: number) => {
    const value = Number(source?.[name]);
    return typeof source?.[name] === 'string' &&
      source[name] !== '' &&
      Number.isInteger(value) &&
      value >= from &&
      value <= to
      ? value
      : undefined;
  };
  const words = (name: string, most: number) => {
    const value = source?.[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, most) : undefined;
  };
  const solved = source?.['solved'];
  const answer: GivenAnswer = {
    solved: solved === 'yes' || solved === 'true' ? true : solved === 'no' || solved === 'false' ? false : undefined,
    rating: number('rating', 1, 5),
    likely: number('likely', 0, 10),
    easy: number('easy', 1, 7),
    word: words('word', 40),
    why: words('why', 4000),
  };
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
}
