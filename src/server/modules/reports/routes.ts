import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/reports.ts';
import { serve } from '../../http/serve.ts';
import * as decided from '../../../contract/reports-decided.ts';
import { listDecided, listDecidedAfter, noteDecided, readFigure, takeBack } from './deciding.ts';
import { listReportReaders, listReports, visit } from './reading.ts';
import { stopOwn, stopReader } from './stopping.ts';
import { readOwn, sendNow, wishFor } from './wishing.ts';

/** The HTTP face of reports: one's own figures by mail, and who reads theirs. */
export function reportRoutes(app: FastifyInstance): void {
  serve(app, contract.readOwnReports, (ctx) => readOwn(ctx));
  serve(app, contract.wishForReports, (ctx, { body }) => wishFor(ctx, body));
  serve(app, contract.stopOwnReports, (ctx) => stopOwn(ctx));
  serve(app, contract.sendReportNow, (ctx, { body }) => sendNow(ctx, body));
  serve(app, contract.visitReport, (ctx, { params, body }) => visit(ctx, params.id, body.figure));
  serve(app, contract.listReports, (ctx, { query }) => listReports(ctx, query));
  serve(app, decided.listDecided, (ctx) => listDecided(ctx));
  serve(app, decided.readFigure, (ctx, { params }) => readFigure(ctx, params.key));
  serve(app, decided.listDecidedAfter, (ctx, { params, query }) => listDecidedAfter(ctx, params.key, query));
  serve(app, decided.noteDecided, (ctx, { params, body }) => noteDecided(ctx, params.key, body));
  serve(app, decided.takeBackDecided, (ctx, { params }) => takeBack(ctx, params.key, params.id));
  serve(app, contract.listReportReaders, (ctx, { query }) => listReportReaders(ctx, query));
  serve(app, contract.stopReportReader, (ctx, { params }) => stopReader(ctx, params.id));
}
