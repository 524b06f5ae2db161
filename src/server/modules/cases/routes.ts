import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/cases.ts';
import * as history from '../../../contract/cases-history.ts';
import * as counting from '../../../contract/cases-counting.ts';
import * as standing from '../../../contract/cases-standing.ts';
import * as answering from '../../../contract/cases-answering.ts';
import * as searchContract from '../../../contract/search.ts';
import * as channels from '../../../contract/channels.ts';
import * as facts from '../../../contract/channels-facts.ts';
import * as timeline from '../../../contract/customers-timeline.ts';
import type { Context } from '../../context.ts';
import * as work from '../../../contract/organisation-work.ts';
import { serve } from '../../http/serve.ts';
import { listMailFacts, readMailSource } from '../channels/index.ts';
import { changeCase, closeCase, reopenCase } from './changing.ts';
import { changeCases } from './changing-many.ts';
import { countCases } from './counting.ts';
import { findCase, maySeeCase } from './finding.ts';
import { readHistory } from './history.ts';
import { listCases } from './listing.ts';
import { noteOnCase } from './answering/noting.ts';
import { openCase } from './opening.ts';
import { bePresent } from './presence.ts';
import { listMessages, readCase, readCaseAfter, readMessage } from './reading.ts';
import { receiveMail, runMailSource } from './arriving/receiving-mail.ts';
import { replyToCase, type Said } from './answering/replying.ts';
import { routingRoutes } from './routing/routing-routes.ts';
import { search } from './search/searching.ts';
import { snoozeCase, wakeCase } from './snoozing.ts';
import { listOrganisationCases, listOrganisationPromises } from './organisation-work.ts';
import { readTimeline } from './timeline.ts';
import { uploadFile } from './answering/uploading.ts';

/** The HTTP face of cases, of mail coming in, of search, and of the timeline, which must know who may see which case. */
export function caseRoutes(app: FastifyInstance): void {
  app.addContentTypeParser('message/rfc822', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  routingRoutes(app);
  serve(app, contract.listCases, (ctx, { query }) => listCases(ctx, query));
  serve(app, counting.countCases, (ctx) => countCases(ctx));
  serve(app, contract.openCase, async (ctx, { body }) => readCaseAfter(ctx, (await openCase(ctx, body)).caseId));
  serve(app, standing.changeCases, (ctx, { body }) => changeCases(ctx, body));
  serve(app, contract.readCase, (ctx, { params }) => readCase(ctx, params.id));
  serve(app, history.listMessages, (ctx, { params, query }) => listMessages(ctx, params.id, query));
  serve(app, contract.changeCase, (ctx, { params, body }) => after(ctx, params.id, (id) => changeCase(ctx, id, body)));
  serve(app, answering.replyToCase, async (ctx, { params, body }) =>
    said(ctx, await replyToCase(ctx, params.id, body)),
  );
  serve(app, answering.noteOnCase, async (ctx, { params, body }) => said(ctx, await noteOnCase(ctx, params.id, body)));
  serve(app, standing.snoozeCase, (ctx, { params, body }) =>
    after(ctx, params.id, (id) => snoozeCase(ctx, id, body.until)),
  );
  serve(app, standing.wakeCase, (ctx, { params }) => after(ctx, params.id, (id) => wakeCase(ctx, id)));
  serve(app, standing.closeCase, (ctx, { params, body }) => after(ctx, params.id, (id) => closeCase(ctx, id, body)));
  serve(app, standing.reopenCase, (ctx, { params, query }) =>
    after(ctx, params.id, (id) => reopenCase(ctx, id, query.because)),
  );
  serve(app, contract.bePresent, (ctx, { params, body }) => bePresent(ctx, params.id, body.typing, body.leaving));
  serve(app, history.readHistory, (ctx, { params, query }) => readHistory(ctx, params.id, query));
  serve(app, answering.uploadFile, async (ctx, { request }) => {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (part === undefined) return uploadFile(ctx, undefined);
    const { filename: name, mimetype: contentType, file: content } = part;
    return uploadFile(ctx, { name, contentType, content });
  });
  serve(app, searchContract.search, (ctx, { query }) => search(ctx, query));
  serve(app, timeline.readTimeline, (ctx, { params, query }) => readTimeline(ctx, params.id, query));
  serve(app, work.listOrganisationCases, (ctx, { params, query }) => listOrganisationCases(ctx, params.id, query));
  serve(app, work.listOrganisationPromises, (ctx, { params }) => listOrganisationPromises(ctx, params.id));
  serve(app, facts.listMailFacts, async (ctx, { params }) => listMailFacts(ctx, (await findCase(ctx, params.id)).id));
  serve(app, channels.readMailSource, (ctx, { params }) =>
    readMailSource(ctx, params.id, (caseId) => maySeeCase(ctx, caseId)),
  );
  serve(app, channels.runMailSource, (ctx, { params }) => runMailSource(ctx, params.id));
  serve(app, channels.receiveMail, (ctx, { query, request }) =>
    receiveMail(ctx, {
      raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      door: 'http',
      envelope: { from: query.from ?? null, to: query.to === undefined ? [] : [query.to] },
    }),
  );
}

/** A change, and the case as it stands afterwards. */
async function after(ctx: Context, ref: string, change: (id: string) => Promise<void>) {
  const { id } = await findCase(ctx, ref);
  await change(id);
  return readCaseAfter(ctx, id);
}

async function said(ctx: Context, { caseId, messageId }: Said) {
  const found = await findCase({ ...ctx, actor: { kind: 'system', name: 'reading' } }, caseId);
  return {
    message: await readMessage(ctx, caseId, messageId),
    caseId,
    state: found.state as 'new' | 'open' | 'waiting' | 'snoozed' | 'closed',
    revision: found.revision,
  };
}
