import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/people-absence.ts';
import { serve } from '../../http/serve.ts';
import { endAbsence, listAbsences, planAbsence } from './absences.ts';

/** The HTTP face of absences. */
export function absenceRoutes(app: FastifyInstance): void {
  serve(app, contract.listAbsences, (ctx, { query }) => listAbsences(ctx, query));
  serve(app, contract.planAbsence, (ctx, { body }) => planAbsence(ctx, body));
  serve(app, contract.endAbsence, (ctx, { params }) => endAbsence(ctx, params.id));
}
