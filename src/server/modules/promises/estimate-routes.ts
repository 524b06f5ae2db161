import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/promises-estimates.ts';
import { serve } from '../../http/serve.ts';
import { readCalibration } from './estimate-calibration.ts';
import { readCaseEstimate } from './estimate-reading.ts';
import { listSimilarCases } from './similar-cases.ts';

/** The HTTP face of estimates. */
export function estimateRoutes(app: FastifyInstance): void {
  serve(app, contract.readCaseEstimate, (ctx, { params }) => readCaseEstimate(ctx, params.id));
  serve(app, contract.listSimilarCases, (ctx, { params, query }) => listSimilarCases(ctx, params.id, query.limit));
  serve(app, contract.readCalibration, (ctx, { query }) => readCalibration(ctx, query));
}
