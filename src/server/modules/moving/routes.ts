import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/moving-in.ts';
import * as out from '../../../contract/moving-out.ts';
import { serve } from '../../http/serve.ts';
import {
  cancelImport,
  examineImport,
  listImportRows,
  listImports,
  mapImport,
  pauseImport,
  readImport,
  removeImport,
  runImport,
  startImport,
} from './imports.ts';
import { fetchExport, listExports, removeExport, startExport } from './exports.ts';
import { sendReport } from './reporting.ts';
import { tabulateAnswers, tabulateCases, tabulateCustomers } from './tabulating.ts';
import { addImportPart } from './uploading.ts';

/** The HTTP face of moving in. */
export function movingInRoutes(app: FastifyInstance): void {
  serve(app, contract.startImport, (ctx, { body }) => startImport(ctx, body));
  serve(app, contract.listImports, (ctx, { query }) => listImports(ctx, query));
  serve(app, contract.readImport, (ctx, { params }) => readImport(ctx, params.id));
  serve(app, contract.examineImport, (ctx, { params, body }) => examineImport(ctx, params.id, body.columns));
  serve(app, contract.mapImport, (ctx, { params, body }) => mapImport(ctx, params.id, body.mapping));
  serve(app, contract.runImport, (ctx, { params }) => runImport(ctx, params.id));
  serve(app, contract.pauseImport, (ctx, { params }) => pauseImport(ctx, params.id));
  serve(app, contract.cancelImport, (ctx, { params }) => cancelImport(ctx, params.id));
  serve(app, contract.removeImport, (ctx, { params }) => removeImport(ctx, params.id));
  serve(app, contract.listImportRows, (ctx, { params, query }) => listImportRows(ctx, params.id, query));
  serve(app, contract.readImportReport, (ctx, { params, reply }) => sendReport(ctx, params.id, reply));
  // bytes are taken here only; elsewhere such a body is refused as before
  void app.register(async (inner) => {
    inner.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    serve(inner, contract.addImportPart, (ctx, { params, query, request }) =>
      addImportPart(ctx, params.id, { file: params.file, part: params.part, name: query.name }, request.body),
    );
  });
}

/** The HTTP face of moving out. */
export function movingOutRoutes(app: FastifyInstance): void {
  serve(app, out.tabulateCases, (ctx, { query, reply }) => tabulateCases(ctx, query, reply));
  serve(app, out.tabulateAnswers, (ctx, { query, reply }) => tabulateAnswers(ctx, query, reply));
  serve(app, out.tabulateCustomers, (ctx, { query, reply }) => tabulateCustomers(ctx, query, reply));
  serve(app, out.startExport, (ctx) => startExport(ctx));
  serve(app, out.listExports, (ctx, { query }) => listExports(ctx, query));
  serve(app, out.fetchExport, (ctx, { params, reply }) => fetchExport(ctx, params.id, reply));
  serve(app, out.removeExport, (ctx, { params }) => removeExport(ctx, params.id));
}
