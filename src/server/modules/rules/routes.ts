import type { FastifyInstance } from 'fastify';
import { readLeaving as readLeavingRoute } from '../../../contract/people-leaving.ts';
import * as contract from '../../../contract/rules.ts';
import { serve } from '../../http/serve.ts';
import { dryRunRule } from './dry-running.ts';
import { readLeaving } from './leaving.ts';
import { listRuleRuns } from './log.ts';
import { changeRule, createRule, listRules, listRuleVersions, readRule, removeRule, restoreRule } from './managing.ts';

/** The HTTP face of rules, and of what somebody leaves behind. */
export function rulesRoutes(app: FastifyInstance): void {
  serve(app, readLeavingRoute, (ctx, { params }) => readLeaving(ctx, params.id));
  serve(app, contract.listRules, (ctx, { query }) => listRules(ctx, query));
  serve(app, contract.listRuleRuns, (ctx, { query }) => listRuleRuns(ctx, query));
  serve(app, contract.dryRunRule, (ctx, { body }) => dryRunRule(ctx, body));
  serve(app, contract.createRule, (ctx, { body }) => createRule(ctx, body));
  serve(app, contract.readRule, (ctx, { params }) => readRule(ctx, params.id));
  serve(app, contract.changeRule, (ctx, { params, body }) => changeRule(ctx, params.id, body));
  serve(app, contract.removeRule, (ctx, { params }) => removeRule(ctx, params.id));
  serve(app, contract.restoreRule, (ctx, { params }) => restoreRule(ctx, params.id));
  serve(app, contract.listRuleVersions, (ctx, { params, query }) => listRuleVersions(ctx, params.id, query));
}
