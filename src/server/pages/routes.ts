import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { say } from '../catalogue.ts';
import { mountFormPages } from './form-routes.ts';
import { mountAlertPages } from './alert-routes.ts';
import { mountHelpPages } from './help-routes.ts';
import { page, sendPage } from './layout.ts';
import { html } from '../markup.ts';
import { mountMyPages } from './my-routes.ts';
import { mountOptionPages } from './options-routes.ts';
import { mountPartyPages } from './party-routes.ts';
import { mountReportPages } from './report-routes.ts';
import { mountSurveyPages } from './survey-routes.ts';
import { visitorOf } from './visitor.ts';

/** Everything that customers and the public see, as pages that need no JavaScript. */
export async function mountPublicPages(app: FastifyInstance): Promise<void> {
  await app.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1_048_576 },
      (_request, body, done) => {
        done(null, Object.fromEntries(new URLSearchParams(body as string)));
      },
    );
    pages.setErrorHandler(async (error: Error, request, reply) => {
      const visitor = await visitorOf(request).catch(() => ({ language: 'en', company: 'Kept' }));
      const text = (key: string) => say(visitor.language, 'pages', key);
      const missing = isMissing(error);
      if (!missing && !(error instanceof Refusal) && !('validation' in error)) logged(error, request);
      const why = error instanceof Refusal && !missing ? error.message : '';
      const key = missing ? 'not-found' : 'error';
      const body = html`<div class="narrow">
        <h1>${text(`${key}.headline`)}</h1>
        <p>${missing ? text('not-found.text') : why}</p>
        <p class="acts">
          <a class="btn" href="${missing ? '/help' : request.url}"
            >${text(missing ? 'not-found.home' : 'error.back')}</a
          >
        </p>
      </div>`;
      return sendPage(
        reply,
        statusOf(error),
        page(
          { language: visitor.language, company: visitor.company, title: text(`${key}.title`), personal: true },
          body,
        ),
      );
    });
    mountFormPages(pages);
    mountHelpPages(pages);
    mountMyPages(pages);
    mountPartyPages(pages);
    mountOptionPages(pages);
    mountAlertPages(pages);
    mountReportPages(pages);
    mountSurveyPages(pages);
  });
}

function isMissing(error: Error): boolean {
  return error instanceof Refusal
    ? error.kind === 'not_found'
    : 'validation' in error && 'validationContext' in error && error.validationContext === 'params';
}

function statusOf(error: Error): number {
  if (isMissing(error)) return 404;
  if (error instanceof Refusal)
    return { not_found: 404, forbidden: 403, invalid: 400, conflict: 409, too_many: 429 }[error.kind];
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
}

function logged(error: Error, request: FastifyRequest): void {
  request.log.error({ err: error }, 'unexpected error on a public page');
}
