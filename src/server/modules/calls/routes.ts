import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/forms-phone.ts';
import { serve } from '../../http/serve.ts';
import { findCallers } from './finding-callers.ts';
import { listCalls, logCall, undoCall } from './logging.ts';

/** The HTTP face of calls. */
export function callRoutes(app: FastifyInstance): void {
  serve(app, contract.logCall, (ctx, { body }) => logCall(ctx, body));
  serve(app, contract.listCalls, (ctx, { query }) => listCalls(ctx, query));
  serve(app, contract.findCaller, (ctx, { query }) => findCallers(ctx, query.q));
  serve(app, contract.undoCall, (ctx, { params }) => undoCall(ctx, params.id));
}
