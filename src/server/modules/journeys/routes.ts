import type { FastifyInstance } from 'fastify';
import * as design from '../../../contract/journeys-design.ts';
import * as discovery from '../../../contract/journeys-discovery.ts';
import * as moments from '../../../contract/journeys-moments.ts';
import * as positions from '../../../contract/journeys-positions.ts';
import * as places from '../../../contract/journeys-touchpoints.ts';
import * as times from '../../../contract/journeys-times.ts';
import * as contract from '../../../contract/journeys.ts';
import { serve } from '../../http/serve.ts';
import { compareVersions, dropDraft, listVersions, publishDraft, readDesign, saveDraft } from './designing.ts';
import { readTimes } from './comparing-times.ts';
import { readCaseTouchpoint } from './case-touchpoint.ts';
import { changeJourney, listJourneys, listLate, listStalled, makeJourney, readJourney } from './journeys.ts';
import { decideCandidate, findCandidates, listCandidates } from './discovering-touchpoints.ts';
import { listMoments, readMoment } from './moments.ts';
import { notePosition, readPositions } from './positions.ts';
import { takeBackPosition } from './taking-back.ts';
import { addTouchpoint, changeTouchpoint, chooseTouchpoint, listTouchpoints, readTouchpoint } from './touchpoints.ts';
import { listProblemSpots, readPerception } from './where-it-hurts.ts';

/** The HTTP face of journeys. */
export function journeysRoutes(app: FastifyInstance): void {
  serve(app, places.listTouchpoints, (ctx, { query }) => listTouchpoints(ctx, query));
  serve(app, places.readTouchpoint, (ctx, { params }) => readTouchpoint(ctx, params.id));
  serve(app, places.createTouchpoint, (ctx, { body }) => addTouchpoint(ctx, body));
  serve(app, places.changeTouchpoint, (ctx, { params, body }) => changeTouchpoint(ctx, params.id, body));
  serve(app, places.readCaseTouchpoint, (ctx, { params }) => readCaseTouchpoint(ctx, params.id));
  serve(app, places.chooseTouchpoint, (ctx, { params, body }) =>
    chooseTouchpoint(ctx, { caseId: params.id, touchpointId: body.touchpointId }),
  );
  serve(app, moments.listMoments, (ctx, { query }) => listMoments(ctx, query));
  serve(app, moments.readMoment, (ctx, { params }) => readMoment(ctx, params.id));
  serve(app, moments.listCustomerMoments, (ctx, { params, query }) =>
    listMoments(ctx, { ...query, customerId: params.id }),
  );
  serve(app, contract.listJourneys, (ctx, { query }) => listJourneys(ctx, query));
  serve(app, contract.readJourney, (ctx, { params }) => readJourney(ctx, params.id));
  serve(app, contract.createJourney, (ctx, { body }) => makeJourney(ctx, body));
  serve(app, contract.changeJourney, (ctx, { params, body }) => changeJourney(ctx, params.id, body));
  serve(app, positions.readPositions, (ctx, { params }) => readPositions(ctx, params.id));
  serve(app, positions.notePosition, (ctx, { body }) => notePosition(ctx, body));
  serve(app, positions.takeBackPosition, (ctx, { params, query }) =>
    takeBackPosition(ctx, params.id, params.destinationId, query.passage),
  );
  serve(app, positions.listLate, (ctx, { params, query }) => listLate(ctx, params.id, query));
  serve(app, times.compareTimesTo, (ctx, { params, query }) => readTimes(ctx, params.id, query));
  serve(app, positions.listStalled, (ctx, { params, query }) => listStalled(ctx, params.id, query));
  serve(app, design.readDesign, (ctx, { params, query }) => readDesign(ctx, params.id, query.published));
  serve(app, design.saveDraft, (ctx, { params, body }) => saveDraft(ctx, params.id, body));
  serve(app, design.dropDraft, (ctx, { params }) => dropDraft(ctx, params.id));
  serve(app, design.publishDraft, (ctx, { params, body }) => publishDraft(ctx, params.id, body.revision));
  serve(app, design.listVersions, (ctx, { params, query }) => listVersions(ctx, params.id, query));
  serve(app, design.compareVersions, (ctx, { params, query }) => compareVersions(ctx, params.id, query));
  serve(app, discovery.listCandidates, (ctx, { query }) => listCandidates(ctx, query));
  serve(app, discovery.findCandidates, (ctx) => findCandidates(ctx));
  serve(app, discovery.decideCandidate, (ctx, { params, body }) => decideCandidate(ctx, params.id, body));
  serve(app, discovery.listProblemSpots, (ctx) => listProblemSpots(ctx));
  serve(app, discovery.readPerception, (ctx, { params }) => readPerception(ctx, params.id));
}
