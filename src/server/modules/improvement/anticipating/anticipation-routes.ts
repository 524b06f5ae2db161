import type { FastifyInstance } from 'fastify';
import * as contract from '../../../../contract/anticipation.ts';
import { serve } from '../../../http/serve.ts';
import {
  changeAnticipation,
  draftAnticipation,
  listAnticipations,
  previewExposed,
  readAnticipation,
  startAnticipation,
  stopAnticipation,
} from './anticipating.ts';

/** Notices to those who will meet a difficulty next. */
export function anticipationRoutes(app: FastifyInstance): void {
  serve(app, contract.listAnticipations, (ctx, { query }) => listAnticipations(ctx, query));
  serve(app, contract.readAnticipation, (ctx, { params }) => readAnticipation(ctx, params.id));
  serve(app, contract.previewExposed, (ctx, { body }) => previewExposed(ctx, body));
  serve(app, contract.draftAnticipation, (ctx, { body }) => draftAnticipation(ctx, body));
  serve(app, contract.changeAnticipation, (ctx, { params, body }) => changeAnticipation(ctx, params.id, body));
  serve(app, contract.startAnticipation, (ctx, { params }) => startAnticipation(ctx, params.id));
  serve(app, contract.stopAnticipation, (ctx, { params }) => stopAnticipation(ctx, params.id));
}
