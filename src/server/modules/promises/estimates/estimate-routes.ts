import type { FastifyInstance } from 'fastify';
import * as course from '../../../../contract/promises-course.ts';
import * as contract from '../../../../contract/promises-estimates.ts';
import * as register from '../../../../contract/promises-register.ts';
import { serve } from '../../../http/serve.ts';
import { readPromiseRisk } from '../risk/at-risk-reading.ts';
import { readCaseCourse } from './course.ts';
import { readCalibration } from './estimate-calibration.ts';
import { readCaseEstimate } from './estimate-reading.ts';
import { listRegister, readRegisterFigures } from '../register.ts';
import { listSimilarCases } from './similar-cases.ts';

/** The HTTP face of estimates, the learned risk and the register. */
export function estimateRoutes(app: FastifyInstance): void {
  serve(app, contract.readCaseEstimate, (ctx, { params }) => readCaseEstimate(ctx, params.id));
  serve(app, course.readCaseCourse, (ctx, { params }) => readCaseCourse(ctx, params.id));
  serve(app, contract.listSimilarCases, (ctx, { params, query }) => listSimilarCases(ctx, params.id, query.limit));
  serve(app, contract.readCalibration, (ctx, { query }) => readCalibration(ctx, query));
  serve(app, register.listRegister, (ctx, { query }) => listRegister(ctx, query));
  serve(app, register.readRegisterFigures, (ctx, { query }) => readRegisterFigures(ctx, query));
  serve(app, register.readPromiseRisk, (ctx, { params }) => readPromiseRisk(ctx, params.id));
}
