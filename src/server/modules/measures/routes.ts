import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/measures.ts';
import { serve } from '../../http/serve.ts';
import { readCharts } from './charts.ts';
import { readProgress, readSpots } from './progress.ts';

/** The HTTP face of measures. */
export function measuresRoutes(app: FastifyInstance): void {
  serve(app, contract.readProgress, (ctx, { query }) => readProgress(ctx, query));
  serve(app, contract.readCharts, (ctx, { query }) => readCharts(ctx, query));
  serve(app, contract.readSpots, (ctx, { query }) => readSpots(ctx, query));
}
