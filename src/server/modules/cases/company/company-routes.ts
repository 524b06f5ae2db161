import type { FastifyInstance } from 'fastify';
import * as contract from '../../../../contract/cases-merging.ts';
import * as many from '../../../../contract/cases-merging-many.ts';
import * as participants from '../../../../contract/cases-participants.ts';
import { serve } from '../../../http/serve.ts';
import { readCompany } from './company.ts';
import { linkCase, unlinkCase } from './linking.ts';
import { cancelMeeting, proposeMeeting } from './meetings.ts';
import { mergeCase, unmergeCase } from './merging.ts';
import { mergeCases, unmergeCases } from './merging-many.ts';
import { addParty, changeParty, listParties, removeParty } from './participating.ts';
import { splitCase } from './splitting.ts';
import { addTask, changeTask, removeTask } from './tasks.ts';
import { shareMessage, summarise, writeToParties } from './telling-parties.ts';

/** The HTTP face of what belongs to a case and of everybody who takes part in it. */
export function companyRoutes(app: FastifyInstance): void {
  serve(app, contract.readCompany, (ctx, { params }) => readCompany(ctx, params.id));
  serve(app, contract.mergeCase, (ctx, { params, body }) => mergeCase(ctx, params.id, body.into));
  serve(app, contract.unmergeCase, async (ctx, { params }) => readCompany(ctx, await unmergeCase(ctx, params.id)));
  serve(app, many.mergeCases, (ctx, { body }) => mergeCases(ctx, body));
  serve(app, many.unmergeCases, (ctx, { body }) => unmergeCases(ctx, body.ids));
  serve(app, contract.splitCase, (ctx, { params, body }) => splitCase(ctx, params.id, body));
  serve(app, contract.linkCase, async (ctx, { params, body }) =>
    readCompany(ctx, await linkCase(ctx, params.id, body)),
  );
  serve(app, contract.unlinkCase, async (ctx, { params }) =>
    readCompany(ctx, await unlinkCase(ctx, params.id, params.otherId, params.relation)),
  );
  serve(app, contract.addTask, async (ctx, { params, body }) => readCompany(ctx, await addTask(ctx, params.id, body)));
  serve(app, contract.changeTask, async (ctx, { params, body }) =>
    readCompany(ctx, await changeTask(ctx, params.id, params.taskId, body)),
  );
  serve(app, contract.removeTask, async (ctx, { params }) =>
    readCompany(ctx, await removeTask(ctx, params.id, params.taskId)),
  );
  serve(app, participants.listParties, (ctx, { params }) => listParties(ctx, params.id));
  serve(app, participants.addParty, (ctx, { params, body }) => addParty(ctx, params.id, body));
  serve(app, participants.changeParty, (ctx, { params, body }) => changeParty(ctx, params.id, params.partyId, body));
  serve(app, participants.removeParty, (ctx, { params }) => removeParty(ctx, params.id, params.partyId));
  serve(app, participants.writeToParties, (ctx, { params, body }) => writeToParties(ctx, params.id, body));
  serve(app, participants.shareMessage, (ctx, { params, body }) =>
    shareMessage(ctx, params.id, params.messageId, body.partyIds),
  );
  serve(app, participants.summarise, (ctx, { params, body }) => summarise(ctx, params.id, body));
  serve(app, participants.proposeMeeting, (ctx, { params, body }) => proposeMeeting(ctx, params.id, body));
  serve(app, participants.cancelMeeting, (ctx, { params }) => cancelMeeting(ctx, params.id, params.meetingId));
}
