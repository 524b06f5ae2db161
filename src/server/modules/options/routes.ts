import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/options.ts';
import { serve } from '../../http/serve.ts';
import { addSheet, changeSheet, confirmSheet, listSheets, readSheet, sendSheet, withdrawSheet } from './sheets.ts';
import { addTemplate, dropTemplate, listTemplates } from './templates.ts';

/** The HTTP face of option sheets; the customer's page is in pages/options-routes.ts. */
export function optionRoutes(app: FastifyInstance): void {
  serve(app, contract.listOptionSheets, (ctx, { params, query }) => listSheets(ctx, params.id, query));
  serve(app, contract.addOptionSheet, (ctx, { params, body }) => addSheet(ctx, params.id, body));
  serve(app, contract.readOptionSheet, (ctx, { params }) => readSheet(ctx, params.id));
  serve(app, contract.changeOptionSheet, (ctx, { params, body }) => changeSheet(ctx, params.id, body));
  serve(app, contract.sendOptionSheet, (ctx, { params, body }) => sendSheet(ctx, params.id, body));
  serve(app, contract.confirmOptionSheet, (ctx, { params }) => confirmSheet(ctx, params.id));
  serve(app, contract.withdrawOptionSheet, (ctx, { params }) => withdrawSheet(ctx, params.id));
  serve(app, contract.listOptionTemplates, (ctx, { query }) => listTemplates(ctx, query));
  serve(app, contract.addOptionTemplate, (ctx, { body }) => addTemplate(ctx, body));
  serve(app, contract.dropOptionTemplate, (ctx, { params }) => dropTemplate(ctx, params.id));
}
