import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/charter.ts';
import { serve } from '../../http/serve.ts';
import { adoptCharter, agreeToCharter, changeReview } from './adopting.ts';
import { agreeToProposal, decideProposal, listProposals, proposeCharter } from './proposing.ts';
import { charterVersions, currentCharter, mottoHints, wordMatchFigure } from './reading.ts';
import { changeStandard, createStandard, listStandards } from './standards.ts';

/** The HTTP face of charter. */
export function charterRoutes(app: FastifyInstance): void {
  serve(app, contract.readCharter, (ctx) => currentCharter(ctx));
  serve(app, contract.adoptCharter, async (ctx, { body }) => {
    await adoptCharter(ctx, body);
    return currentCharter(ctx);
  });
  serve(app, contract.agreeToCharter, (ctx) => agreeToCharter(ctx));
  serve(app, contract.changeReview, (ctx, { body }) => changeReview(ctx, body.reviewOn));
  serve(app, contract.listCharterVersions, (ctx, { query }) => charterVersions(ctx, query));
  serve(app, contract.listProposals, (ctx, { query }) => listProposals(ctx, query));
  serve(app, contract.proposeCharter, (ctx, { body }) => proposeCharter(ctx, body));
  serve(app, contract.agreeToProposal, (ctx, { params }) => agreeToProposal(ctx, params.id));
  serve(app, contract.decideProposal, (ctx, { params, body }) => decideProposal(ctx, params.id, body.decision));
  serve(app, contract.checkMotto, (ctx, { body }) => mottoHints(ctx, body.motto, body.language));
  serve(app, contract.readWordMatch, (ctx, { query }) => wordMatchFigure(ctx, query.days ?? 90));
  serve(app, contract.listStandards, (ctx, { query }) => listStandards(ctx, query));
  serve(app, contract.createStandard, (ctx, { body }) => createStandard(ctx, body));
  serve(app, contract.changeStandard, (ctx, { params, body }) => changeStandard(ctx, params.id, body));
}
