import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/fields.ts';
import { serve } from '../../http/serve.ts';
import { changeField, createField, listFields } from './defining.ts';

/** The HTTP face of fields. */
export function fieldRoutes(app: FastifyInstance): void {
  serve(app, contract.listFields, (ctx, { query }) => listFields(ctx, query));
  serve(app, contract.createField, (ctx, { body }) => createField(ctx, body));
  serve(app, contract.changeField, (ctx, { params, body }) => changeField(ctx, params.id, body));
}
