import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/journeys.ts';
import { serve } from '../../http/serve.ts';
import { changeJourney, listJourneys, listLate, makeJourney, readJourney } from './journeys.ts';
import { listMoments, readMoment } from './moments.ts';
import { notePosition, readPositions } from './positions.ts';
import { addTouchpoint, changeTouchpoint, chooseTouchpoint, listTouchpoints, readTouchpoint } from './touchpoints.ts';

/** The HTTP face of journeys. */
export function journeysRoutes(app: FastifyInstance): void {
  serve(app, contract.listTouchpoints, (ctx, { query }) => listTouchpoints(ctx, query));
  serve(app, contract.readTouchpoint, (ctx, { params }) => readTouchpoint(ctx, params.id));
  serve(app, contract.createTouchpoint, (ctx, { body }) => addTouchpoint(ctx, body));
  serve(app, contract.changeTouchpoint, (ctx, { params, body }) => changeTouchpoint(ctx, params.id, body));
  serve(app, contract.chooseTouchpoint, (ctx, { params, body }) =>
    chooseTouchpoint(ctx, { caseId: params.id, touchpointId: body.touchpointId }),
  );
  serve(app, contract.listMoments, (ctx, { query }) => listMoments(ctx, query));
  serve(app, contract.readMoment, (ctx, { params }) => readMoment(ctx, params.id));
  serve(app, contract.listCustomerMoments, (ctx, { params, query }) =>
    listMoments(ctx, { ...query, customerId: params.id }),
  );
  serve(app, contract.listJourneys, (ctx, { query }) => listJourneys(ctx, query));
  serve(app, contract.readJourney, (ctx, { params }) => readJourney(ctx, params.id));
  serve(app, contract.createJourney, (ctx, { body }) => makeJourney(ctx, body));
  serve(app, contract.changeJourney, (ctx, { params, body }) => changeJourney(ctx, params.id, body));
  serve(app, contract.readPositions, (ctx, { params }) => readPositions(ctx, params.id));
  serve(app, contract.notePosition, (ctx, { body }) => notePosition(ctx, body));
  serve(app, contract.listLate, (ctx, { params, query }) => listLate(ctx, params.id, query));
}
