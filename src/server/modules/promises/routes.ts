import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/promises.ts';
import * as restoring from '../../../contract/promises-restoring.ts';
import * as policies from '../../../contract/promises-policies.ts';
import * as ownClocks from '../../../contract/promises-own-clocks.ts';
import * as preview from '../../../contract/promises-preview.ts';
import * as terms from '../../../contract/promises-terms.ts';
import { serve } from '../../http/serve.ts';
import { breakPromise } from './breaking.ts';
import { handOverPromise } from './handing-over.ts';
import { keepPromise } from './keeping.ts';
import { readKeptRate } from './kept-rate.ts';
import { makePromise } from './making.ts';
import {
  changePolicy,
  createPolicy,
  deletePolicy,
  listPolicies,
  listPolicyVersions,
  restorePolicy,
} from './policies/policies.ts';
import { previewOwnClock } from './policies/own-clock-preview.ts';
import {
  changeClock,
  listClockChanges,
  listOwnClocks,
  makeOwnClock,
  removeClock,
  restoreClock,
} from './policies/own-clocks.ts';
import { previewNewPolicy, previewPolicy } from './policies/policy-preview.ts';
import { readCustomerTerms, readOrganisationTerms } from './policies/promised-terms.ts';
import { listPromises, readPromise } from './reading.ts';
import { renegotiatePromise } from './renegotiating.ts';
import { restorePromise } from './restoring.ts';
import { readPromisesToday } from './today.ts';
import { withdrawPromise } from './withdrawing.ts';

/** The HTTP face of promises and policies. */
export function promiseRoutes(app: FastifyInstance): void {
  serve(app, contract.listPromises, (ctx, { query }) => listPromises(ctx, query));
  serve(app, contract.readPromisesToday, (ctx) => readPromisesToday(ctx));
  serve(app, contract.readKeptRate, (ctx, { query }) => readKeptRate(ctx, query));
  serve(app, contract.readPromise, (ctx, { params }) => readPromise(ctx, params.id));
  serve(app, contract.makePromise, async (ctx, { body }) => readPromise(ctx, await makePromise(ctx, body)));
  serve(app, contract.keepPromise, async (ctx, { params, body }) => {
    await keepPromise(ctx, params.id, body);
    return readPromise(ctx, params.id);
  });
  serve(app, contract.renegotiatePromise, async (ctx, { params, body }) => {
    await renegotiatePromise(ctx, params.id, body);
    return readPromise(ctx, params.id);
  });
  serve(app, contract.breakPromise, async (ctx, { params, body }) => {
    await breakPromise(ctx, params.id, body);
    return readPromise(ctx, params.id);
  });
  serve(app, contract.withdrawPromise, (ctx, { params, query }) => withdrawPromise(ctx, params.id, query));
  serve(app, restoring.restorePromise, async (ctx, { params }) => {
    await restorePromise(ctx, params.id);
    return readPromise(ctx, params.id);
  });
  serve(app, contract.handOverPromise, async (ctx, { params, body }) => {
    await handOverPromise(ctx, params.id, body);
    return readPromise(ctx, params.id);
  });
  serve(app, policies.listPolicies, (ctx, { query }) => listPolicies(ctx, query));
  serve(app, policies.createPolicy, (ctx, { body }) => createPolicy(ctx, body));
  serve(app, policies.changePolicy, (ctx, { params, body }) => changePolicy(ctx, params.id, body));
  serve(app, policies.deletePolicy, (ctx, { params }) => deletePolicy(ctx, params.id));
  serve(app, ownClocks.listOwnClocks, (ctx, { query }) => listOwnClocks(ctx, query));
  serve(app, ownClocks.createOwnClock, (ctx, { body }) => makeOwnClock(ctx, body));
  serve(app, ownClocks.changeOwnClock, (ctx, { params, body }) => changeClock(ctx, params.id, body));
  serve(app, ownClocks.removeOwnClock, (ctx, { params }) => removeClock(ctx, params.id));
  serve(app, terms.listOwnClockChanges, (ctx, { params, query }) => listClockChanges(ctx, params.id, query));
  serve(app, terms.restoreOwnClock, (ctx, { params }) => restoreClock(ctx, params.id));
  serve(app, terms.previewOwnClock, (ctx, { body }) => previewOwnClock(ctx, body));
  serve(app, terms.readCustomerTerms, (ctx, { params }) => readCustomerTerms(ctx, params.id));
  serve(app, terms.readOrganisationTerms, (ctx, { params }) => readOrganisationTerms(ctx, params.id));
  serve(app, terms.previewNewPolicy, (ctx, { body }) => previewNewPolicy(ctx, body));
  serve(app, terms.restorePolicy, (ctx, { params }) => restorePolicy(ctx, params.id));
  serve(app, preview.previewPolicy, (ctx, { params, body }) => previewPolicy(ctx, params.id, body));
  serve(app, policies.listPolicyVersions, (ctx, { params, query }) => listPolicyVersions(ctx, params.id, query));
}
