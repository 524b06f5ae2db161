import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/forms.ts';
import { serve } from '../../http/serve.ts';
import { readCaseAfter } from '../cases/index.ts';
import { changeForm, createForm, listForms, readForm } from './defining.ts';
import { readFormFigures } from './figures.ts';
import { sendForm } from './sending.ts';

/** The HTTP face of forms. */
export function formRoutes(app: FastifyInstance): void {
  serve(app, contract.listForms, (ctx, { query }) => listForms(ctx, query));
  serve(app, contract.createForm, (ctx, { body }) => createForm(ctx, body));
  serve(app, contract.readForm, (ctx, { params }) => readForm(ctx, params.id));
  serve(app, contract.changeForm, (ctx, { params, body }) => changeForm(ctx, params.id, body));
  serve(app, contract.readFormFigures, (ctx, { params }) => readFormFigures(ctx, params.id));
  serve(app, contract.sendForm, async (ctx, { params, body }) =>
    readCaseAfter(ctx, await sendForm(ctx, params.id, body)),
  );
}
