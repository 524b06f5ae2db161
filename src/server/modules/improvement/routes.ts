import type { FastifyInstance } from 'fastify';
import * as decisions from '../../../contract/decisions.ts';
import * as contract from '../../../contract/improvement.ts';
import * as problems from '../../../contract/improvement-problems.ts';
import { serve } from '../../http/serve.ts';
import { changeDecision, decide, draftDecision, dropDecision, sayOpinion } from './decisions/deciding.ts';
import { judgeImprovement } from './judging.ts';
import { readPower } from './planning.ts';
import {
  changeProblem,
  linkCase,
  listProblemCases,
  listProblems,
  openProblem,
  readProblem,
  unlinkCase,
} from './problems.ts';
import { readImprovement } from './reading.ts';
import { changeImprovement, listImprovements, registerImprovement } from './registering.ts';
import { abandonImprovement, closeImprovement, spendOnImprovement, startImprovement } from './running.ts';
import { scoreDecision } from './scoring.ts';
import { readSeat } from './decisions/seat.ts';
import { listDecisions, readDecision } from './decisions/showing-decisions.ts';

/** The HTTP face of improvement. */
export function improvementRoutes(app: FastifyInstance): void {
  serve(app, problems.listProblems, (ctx, { query }) => listProblems(ctx, query));
  serve(app, problems.openProblem, (ctx, { body }) => openProblem(ctx, body));
  serve(app, problems.readProblem, (ctx, { params }) => readProblem(ctx, params.id));
  serve(app, problems.changeProblem, (ctx, { params, body }) => changeProblem(ctx, params.id, body));
  serve(app, problems.listProblemCases, (ctx, { params, query }) => listProblemCases(ctx, params.id, query));
  serve(app, problems.linkCase, (ctx, { params }) => linkCase(ctx, params.id, params.caseId));
  serve(app, problems.unlinkCase, (ctx, { params }) => unlinkCase(ctx, params.id, params.caseId));
  serve(app, contract.listImprovements, (ctx, { query }) => listImprovements(ctx, query));
  serve(app, contract.readPower, (ctx, { body }) => readPower(ctx, body));
  serve(app, contract.registerImprovement, (ctx, { body }) => registerImprovement(ctx, body));
  serve(app, contract.readImprovement, (ctx, { params }) => readImprovement(ctx, params.id));
  serve(app, contract.changeImprovement, (ctx, { params, body }) => changeImprovement(ctx, params.id, body));
  serve(app, contract.startImprovement, (ctx, { params, body }) => startImprovement(ctx, params.id, body));
  serve(app, contract.spendOnImprovement, (ctx, { params, body }) => spendOnImprovement(ctx, params.id, body));
  serve(app, contract.judgeImprovement, (ctx, { params }) => judgeImprovement(ctx, params.id));
  serve(app, contract.closeImprovement, (ctx, { params, body }) => closeImprovement(ctx, params.id, body));
  serve(app, contract.abandonImprovement, (ctx, { params, body }) => abandonImprovement(ctx, params.id, body));
  serve(app, decisions.listDecisions, (ctx, { query }) => listDecisions(ctx, query));
  serve(app, decisions.draftDecision, (ctx, { body }) => draftDecision(ctx, body));
  serve(app, decisions.readDecision, (ctx, { params }) => readDecision(ctx, params.id));
  serve(app, decisions.changeDecision, (ctx, { params, body }) => changeDecision(ctx, params.id, body));
  serve(app, decisions.sayOpinion, (ctx, { params, body }) => sayOpinion(ctx, params.id, body.opinion));
  serve(app, decisions.decide, (ctx, { params }) => decide(ctx, params.id));
  serve(app, decisions.dropDecision, (ctx, { params }) => dropDecision(ctx, params.id));
  serve(app, decisions.scoreDecision, (ctx, { params, body }) => scoreDecision(ctx, params.id, body));
  serve(app, decisions.readSeat, (ctx, { query }) => readSeat(ctx, query));
}
