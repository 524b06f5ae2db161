import type { FastifyInstance } from 'fastify';
import * as running from '../../../contract/procedures-running.ts';
import * as contract from '../../../contract/procedures.ts';
import { serve } from '../../http/serve.ts';
import { answerIdea, listIdeas, sayOtherwise } from './ideas.ts';
import { readCaseProcedures } from './in-cases.ts';
import { markStep, resumeRun, startProcedure, stopRun, unmarkStep } from './running.ts';
import { findingsOf } from './staffing.ts';
import { listVersions, readVersion } from './versions.ts';
import {
  addProcedure,
  changeProcedure,
  dropDraft,
  listProcedures,
  publishProcedure,
  readProcedure,
} from './writing.ts';

/** The HTTP face of procedures. */
export function procedureRoutes(app: FastifyInstance): void {
  serve(app, contract.listProcedures, (ctx, { query }) => listProcedures(ctx, query));
  serve(app, contract.addProcedure, (ctx, { body }) => addProcedure(ctx, body));
  serve(app, contract.checkProcedure, async (ctx, { body }) => ({ findings: await findingsOf(ctx, body.content) }));
  serve(app, contract.readProcedure, (ctx, { params }) => readProcedure(ctx, params.id));
  serve(app, contract.changeProcedure, (ctx, { params, body }) => changeProcedure(ctx, params.id, body));
  serve(app, contract.publishProcedure, (ctx, { params, body }) => publishProcedure(ctx, params.id, body));
  serve(app, contract.dropProcedureDraft, (ctx, { params }) => dropDraft(ctx, params.id));
  serve(app, contract.listProcedureVersions, (ctx, { params, query }) => listVersions(ctx, params.id, query));
  serve(app, contract.readProcedureVersion, (ctx, { params }) => readVersion(ctx, params.id, params.version));
  serve(app, running.readCaseProcedures, (ctx, { params }) => readCaseProcedures(ctx, params.id));
  serve(app, running.startProcedure, (ctx, { params, body }) => startProcedure(ctx, params.id, body.procedureId));
  serve(app, running.markStep, (ctx, { params, body }) => markStep(ctx, params.id, params.key, body));
  serve(app, running.unmarkStep, (ctx, { params }) => unmarkStep(ctx, params.id, params.key));
  serve(app, running.stopProcedure, (ctx, { params, body }) => stopRun(ctx, params.id, body.reason));
  serve(app, running.resumeProcedure, (ctx, { params }) => resumeRun(ctx, params.id));
  serve(app, running.sayOtherwise, (ctx, { params, body }) => sayOtherwise(ctx, params.id, body));
  serve(app, running.listProcedureIdeas, (ctx, { params, query }) => listIdeas(ctx, params.id, query));
  serve(app, running.answerProcedureIdea, (ctx, { params, body }) => answerIdea(ctx, params.id, body));
}
