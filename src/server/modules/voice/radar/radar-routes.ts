import type { FastifyInstance } from 'fastify';
import * as contract from '../../../../contract/radar.ts';
import { serve } from '../../../http/serve.ts';
import { changeRadarSettings, readRadarReport } from './radar-report.ts';
import { endFind, leaveFind, listRadar, takeFind } from './radar-touching.ts';

/** The radar of customers who go quiet. */
export function radarRoutes(app: FastifyInstance): void {
  serve(app, contract.listRadar, (ctx, { query }) => listRadar(ctx, query));
  serve(app, contract.readRadarReport, (ctx) => readRadarReport(ctx));
  serve(app, contract.changeRadarSettings, (ctx, { body }) => changeRadarSettings(ctx, body));
  serve(app, contract.takeFind, (ctx, { params, body }) => takeFind(ctx, params.id, body));
  serve(app, contract.leaveFind, (ctx, { params }) => leaveFind(ctx, params.id));
  serve(app, contract.endFind, (ctx, { params, body }) => endFind(ctx, params.id, body));
}
