import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/customers.ts';
import { serve } from '../../http/serve.ts';
import { answerBrief, readBrief } from './brief.ts';
import { addIdentity, changeCustomer, createCustomer, removeIdentity, trustIdentity } from './changing.ts';
import { mergeCustomer, unmergeCustomer } from './merging.ts';
import { changeOrganisation, createOrganisation, listOrganisations, readOrganisation } from './organisations.ts';
import { listCustomers, readCustomer } from './reading.ts';
import { listPurchases, recordPurchase } from './purchasing.ts';

/** The HTTP face of customers. The timeline is served by the cases room, which knows who may see which case. */
export function customerRoutes(app: FastifyInstance): void {
  serve(app, contract.listCustomers, (ctx, { query }) => listCustomers(ctx, query));
  serve(app, contract.createCustomer, (ctx, { body }) => createCustomer(ctx, body));
  serve(app, contract.readCustomer, (ctx, { params }) => readCustomer(ctx, params.id));
  serve(app, contract.changeCustomer, (ctx, { params, body }) => changeCustomer(ctx, params.id, body));
  serve(app, contract.addIdentity, (ctx, { params, body }) => addIdentity(ctx, params.id, body));
  serve(app, contract.removeIdentity, (ctx, { params }) => removeIdentity(ctx, params.id, params.identityId));
  serve(app, contract.trustIdentity, (ctx, { params }) => trustIdentity(ctx, params.id, params.identityId));
  serve(app, contract.mergeCustomer, (ctx, { params, body }) => mergeCustomer(ctx, params.id, body.customerId));
  serve(app, contract.unmergeCustomer, (ctx, { params }) => unmergeCustomer(ctx, params.id, params.otherId));
  serve(app, contract.readBrief, (ctx, { params }) => readBrief(ctx, params.id));
  serve(app, contract.answerBrief, (ctx, { params, body }) => answerBrief(ctx, params.id, params.question, body));
  serve(app, contract.listOrganisations, (ctx, { query }) => listOrganisations(ctx, query));
  serve(app, contract.createOrganisation, (ctx, { body }) => createOrganisation(ctx, body));
  serve(app, contract.readOrganisation, (ctx, { params }) => readOrganisation(ctx, params.id));
  serve(app, contract.changeOrganisation, (ctx, { params, body }) => changeOrganisation(ctx, params.id, body));
  serve(app, contract.recordPurchase, (ctx, { params, body }) => recordPurchase(ctx, params.id, body));
  serve(app, contract.listPurchases, (ctx, { params, query }) => listPurchases(ctx, params.id, query));
}
