import type { FastifyInstance } from 'fastify';
import * as approvals from '../../../contract/authority-approvals.ts';
import * as contract from '../../../contract/authority.ts';
import { serve } from '../../http/serve.ts';
import { askApproval, decideApproval, listApprovals, readCaseAuthority, withdrawApproval } from './asking.ts';
import { readEarnings } from './earnings.ts';
import { give, listGestures, undoGesture } from './giving.ts';
import { addKind, changeKind, readAuthority, removeLimit, setLimit } from './limits.ts';
import { answerProposal, readAskingReport } from './reporting.ts';

/** The HTTP face of authority: limits, gestures, approvals. */
export function authorityRoutes(app: FastifyInstance): void {
  serve(app, contract.readAuthority, (ctx) => readAuthority(ctx));
  serve(app, contract.addGestureKind, (ctx, { body }) => addKind(ctx, body));
  serve(app, contract.changeGestureKind, (ctx, { params, body }) => changeKind(ctx, params.id, body));
  serve(app, contract.setAuthority, (ctx, { body }) => setLimit(ctx, body));
  serve(app, contract.removeAuthority, (ctx, { params }) => removeLimit(ctx, params.id));
  serve(app, contract.readCaseAuthority, (ctx, { params }) => readCaseAuthority(ctx, params.id));
  serve(app, contract.give, (ctx, { params, body }) => give(ctx, params.id, body));
  serve(app, contract.undoGesture, (ctx, { params }) => undoGesture(ctx, params.id));
  serve(app, contract.listGestures, (ctx, { query }) => listGestures(ctx, query));
  serve(app, contract.readEarnings, (ctx, { query }) => readEarnings(ctx, query));
  serve(app, approvals.askApproval, (ctx, { params, body }) => askApproval(ctx, params.id, body));
  serve(app, approvals.listApprovals, (ctx, { query }) => listApprovals(ctx, query));
  serve(app, approvals.readAskingReport, (ctx) => readAskingReport(ctx));
  serve(app, approvals.answerProposal, (ctx, { body }) => answerProposal(ctx, body));
  serve(app, approvals.decideApproval, (ctx, { params, body }) => decideApproval(ctx, params.id, body));
  serve(app, approvals.withdrawApproval, (ctx, { params }) => withdrawApproval(ctx, params.id));
}
