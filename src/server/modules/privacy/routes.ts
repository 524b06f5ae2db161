import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/privacy.ts';
import { serve } from '../../http/serve.ts';
import { erasePerson, listErasures, readErasure } from './erasing.ts';
import { exportPerson } from './exporting.ts';
import { changeRetentionRule, listRetentionRules, listRetentionRuns, tryRetentionRule } from './retention.ts';

/** The HTTP face of privacy. */
export function privacyRoutes(app: FastifyInstance): void {
  serve(app, contract.exportPerson, async (ctx, { params, reply }) => {
    const archive = await exportPerson(ctx, params.id);
    return reply
      .header('content-type', 'application/x-tar')
      .header('content-disposition', `attachment; filename="customer-${params.id}.tar"`)
      .send(archive);
  });
  serve(app, contract.erasePerson, (ctx, { params, body }) => erasePerson(ctx, params.id, body));
  serve(app, contract.readErasure, (ctx, { params }) => readErasure(ctx, params.id));
  serve(app, contract.listErasures, (ctx, { query }) => listErasures(ctx, query));
  serve(app, contract.listRetentionRules, (ctx) => listRetentionRules(ctx));
  serve(app, contract.changeRetentionRule, (ctx, { params, body }) => changeRetentionRule(ctx, params.kind, body));
  serve(app, contract.tryRetentionRule, (ctx, { query }) => tryRetentionRule(ctx, query.kind, query.afterDays));
  serve(app, contract.listRetentionRuns, (ctx, { query }) => listRetentionRuns(ctx, query));
}
