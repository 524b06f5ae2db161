import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { mountAlertPages } from './alert-routes.ts';
import { answerAsPage } from './error-page.ts';
import { storable } from './form-parts.ts';
import { mountFormPages } from './form-routes.ts';
import { mountHelpPages } from './help-routes.ts';
import { mountMyPages } from './my-routes.ts';
import { mountOptionPages } from './options-routes.ts';
import { mountPartyPages } from './party-routes.ts';
import { mountReportPages } from './report-routes.ts';
import { mountWaysBack } from './sent-from.ts';
import { mountSurveyPages } from './survey-routes.ts';
import { hidden } from './visitor.ts';

/** What begins so is a page of ours or nothing: the staff's app has no screen there. */
const places = ['/my', '/help', '/s', '/party', '/options', '/alert', '/stop-figures'];

/** Everything that customers and the public see, as pages that need no JavaScript. */
export async function mountPublicPages(app: FastifyInstance): Promise<void> {
  await app.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1_048_576 },
      (_request, body, done) => {
        const fields = [...new URLSearchParams(body as string)];
        done(null, Object.fromEntries(fields.map(([name, value]) => [storable(name), storable(value)])));
      },
    );
    pages.setErrorHandler(answerAsPage);
    mountFormPages(pages);
    mountHelpPages(pages);
    mountMyPages(pages);
    mountPartyPages(pages);
    mountOptionPages(pages);
    mountAlertPages(pages);
    mountReportPages(pages);
    mountSurveyPages(pages);
    mountWaysBack(pages);
    for (const place of places)
      pages.route({
        ...hidden,
        method: ['GET', 'POST'],
        url: `${place}/*`,
        handler: () => {
          throw new Refusal('not_found', 'no-such-page', 'There is nothing at this address.');
        },
      });
  });
}
