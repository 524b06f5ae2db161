import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { closestLanguage, say } from '../catalogue.ts';
import { asSystem } from '../context.ts';
import { statusOfError } from '../http/error-handler.ts';
import { html, type Markup } from '../markup.ts';
import { languageOfParty } from '../modules/cases/index.ts';
import { readAlertByKey } from '../modules/escalations/index.ts';
import { readSheetPage } from '../modules/options/index.ts';
import { readReportKey } from '../modules/reports/index.ts';
import { readInvitation } from '../modules/voice/index.ts';
import { readOnlyWords, wordsOf } from './form-parts.ts';
import { page, sendPage } from './layout.ts';
import { enterPage } from './my-list-page.ts';
import { partyOver } from './party-page.ts';
import { sentenceOf, toCopy, wordsTyped } from './problems.ts';
import { pageOf } from './sent-from.ts';
import { languageWished, visitorOf } from './visitor.ts';

/** What went wrong on a public page, told to whoever reads it in his language; what he had typed stands there to be copied. */
export async function answerAsPage(error: Error, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visitor = await visitorOf(request).catch(() => ({
    language: languageWished(request) ?? 'en',
    company: 'Kept',
  }));
  const language = closestLanguage((await languageOfKey(request).catch(() => undefined)) ?? visitor.language);
  const missing = isMissing(error);
  const status = missing ? 404 : statusOfError(error);
  if (status >= 500) request.log.error({ err: error }, 'unexpected error on a public page');
  const sent = request.method === 'POST';
  if (sent) await readOnlyWords(request).catch(() => undefined);
  const words = sent ? wordsTyped(wordsOf(request).values) : '';
  const { title, body } = tell(error, { language, missing, words, sent, request });
  return sendPage(
    reply,
    status,
    page(
      { language, company: visitor.company, title, personal: true },
      html`${body}${words !== '' && html`<div class="narrow">${toCopy(words, language)}</div>`}`,
    ),
  );
}

/** In whose language a page answers that is opened by a key; undefined where there is none, or none that is known. */
async function languageOfKey(request: FastifyRequest): Promise<string | undefined> {
  const url = request.routeOptions.url ?? '';
  const { key = '', token = '' } = (request.params ?? {}) as Record<string, string>;
  const ctx = asSystem(request.kept, 'pages');
  if (url.startsWith('/party/:key')) return languageOfParty(ctx, key);
  if (url.startsWith('/options/:key')) return (await readSheetPage(ctx, key))?.language;
  if (url.startsWith('/alert/:key')) return (await readAlertByKey(ctx, key))?.language;
  if (url.startsWith('/stop-figures/:key')) return (await readReportKey(ctx, key))?.language;
  return url.startsWith('/s/:token') ? (await readInvitation(ctx, token))?.language : undefined;
}

/** The page's own words. That nothing is lost is said only where what was typed stands there, or nothing was. */
function tell(
  error: Error,
  about: { language: string; missing: boolean; words: string; sent: boolean; request: FastifyRequest },
): { title: string; body: Markup } {
  const { language, missing, words, sent, request } = about;
  const text = (key: string) => say(language, 'pages', key);
  const code = error instanceof Refusal ? error.code : '';
  if (code === 'link-needed') return { title: text('enter.title'), body: enterPage({ stale: true }, language) };
  if (code === 'link-over') return { title: say(language, 'parties', 'page.title'), body: partyOver(language) };
  const unsent = sent && words === '' && !missing;
  const why = missing ? text('not-found.text') : sentenceOf(error, language, request.id);
  const headline = missing
    ? text('not-found.headline')
    : unsent
      ? say(language, 'refused', 'unsent')
      : text('error.headline');
  return {
    title: text(missing ? 'not-found.title' : 'error.title'),
    body: html`<div class="narrow">
      <h1>${headline}</h1>
      <p>${why}</p>
      ${unsent && html`<p>${say(language, 'refused', 'goBack')}</p>`}
      <p class="acts">
        <a class="btn" href="${missing ? '/help' : code === 'no-such-file' ? '/my' : pageOf(request)}"
          >${text(missing ? 'not-found.home' : 'error.back')}</a
        >
      </p>
    </div>`,
  };
}

function isMissing(error: Error): boolean {
  return error instanceof Refusal
    ? error.kind === 'not_found' && error.code !== 'no-such-file'
    : 'validation' in error && 'validationContext' in error && error.validationContext === 'params';
}
