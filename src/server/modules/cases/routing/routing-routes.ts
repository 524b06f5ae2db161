import type { FastifyInstance } from 'fastify';
import * as contract from '../../../../contract/cases-routing.ts';
import * as people from '../../../../contract/people-absence.ts';
import { serve } from '../../../http/serve.ts';
import { pullNextCase, readNextCase } from './next-for-me.ts';
import { readCaseAfter } from '../reading.ts';
import { routeCase } from './routing.ts';
import {
  changeDeskSettings,
  changePersonRouting,
  changeTeamRouting,
  listPeopleRouting,
  listRoutingQueue,
  listTeamRouting,
  readDeskSettings,
  readRoutingOfCase,
  setImpact,
} from './routing-settings.ts';

/** The HTTP face of routing and of the next case. */
export function routingRoutes(app: FastifyInstance): void {
  serve(app, contract.readNextCase, (ctx) => readNextCase(ctx));
  serve(app, contract.pullNextCase, (ctx, { body }) => pullNextCase(ctx, body));
  serve(app, contract.routeCase, (ctx, { params }) => routeCase(ctx, params.id));
  serve(app, contract.readRoutingOfCase, (ctx, { params }) => readRoutingOfCase(ctx, params.id));
  serve(app, contract.setImpact, async (ctx, { params, body }) =>
    readCaseAfter(ctx, await setImpact(ctx, params.id, body)),
  );
  serve(app, contract.listRoutingQueue, (ctx, { query }) => listRoutingQueue(ctx, query));
  serve(app, contract.readDeskSettings, (ctx) => readDeskSettings(ctx));
  serve(app, contract.changeDeskSettings, (ctx, { body }) => changeDeskSettings(ctx, body));
  serve(app, people.listTeamRouting, (ctx, { query }) => listTeamRouting(ctx, query));
  serve(app, people.changeTeamRouting, (ctx, { params, body }) => changeTeamRouting(ctx, params.id, body));
  serve(app, people.listPeopleRouting, (ctx, { query }) => listPeopleRouting(ctx, query));
  serve(app, people.changePersonRouting, (ctx, { params, body }) => changePersonRouting(ctx, params.id, body));
}
