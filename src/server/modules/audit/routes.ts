import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/audit.ts';
import { serve } from '../../http/serve.ts';
import { listEvents } from './reading.ts';

/** The HTTP face of the log. */
export function auditRoutes(app: FastifyInstance): void {
  serve(app, contract.listEvents, (ctx, { query }) => listEvents(ctx, query));
}
