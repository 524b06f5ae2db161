import type { FastifyInstance } from 'fastify';
import * as contract from '../../../../contract/recoveries.ts';
import { serve } from '../../../http/serve.ts';
import { readRecoveryFigures } from './recovery-figures.ts';
import { promiseInRecovery } from './recovery-promising.ts';
import { changeRecoverySide, readRecoverySide, reopenRecovery } from './recovery-side.ts';

/** What recoveries offer besides their moves. */
export function recoveryRoutes(app: FastifyInstance): void {
  serve(app, contract.readRecoverySide, (ctx, { params }) => readRecoverySide(ctx, params.id));
  serve(app, contract.changeRecoverySide, (ctx, { params, body }) => changeRecoverySide(ctx, params.id, body));
  serve(app, contract.promiseInRecovery, (ctx, { params, body }) => promiseInRecovery(ctx, params.id, body));
  serve(app, contract.reopenRecovery, (ctx, { params, body }) => reopenRecovery(ctx, params.id, body));
  serve(app, contract.readRecoveryFigures, (ctx, { query }) => readRecoveryFigures(ctx, query));
}
