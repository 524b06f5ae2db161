import type { FastifyInstance } from 'fastify';
import * as drafts from '../../../../contract/cases-drafts.ts';
import * as hands from '../../../../contract/cases-hands.ts';
import * as views from '../../../../contract/cases-views.ts';
import { serve } from '../../../http/serve.ts';
import { dropNewCaseDraft, listDrafts, readNewCaseDraft, saveNewCaseDraft } from '../views/drafts-list.ts';
import { dropDraft, readDraft, saveDraft } from './drafts.ts';
import { followCase, listFollowers, unfollowCase } from './followers.ts';
import { chooseHands, readHandChoices } from './hand-choices.ts';
import { cancelLaterReply, listLaterReplies, replyLater } from './later-replies.ts';
import { type PromiseWithReply, sendLaterReplyNow } from './sending-later.ts';
import {
  addView,
  changeView,
  countViews,
  dropView,
  listViewCases,
  listViews,
  moveView,
  readView,
} from '../views/views.ts';
import { countFiltered, listFiltered } from '../views/views-listing.ts';

/** The HTTP face of views, followers, answers that go out later, and drafts. */
export function handRoutes(app: FastifyInstance, promise: PromiseWithReply): void {
  serve(app, views.listViews, (ctx, { query }) => listViews(ctx, query));
  serve(app, views.countViews, (ctx) => countViews(ctx));
  serve(app, views.addView, (ctx, { body }) => addView(ctx, body));
  serve(app, views.readView, (ctx, { params }) => readView(ctx, params.id));
  serve(app, views.changeView, (ctx, { params, body }) => changeView(ctx, params.id, body));
  serve(app, views.moveView, (ctx, { params, body }) => moveView(ctx, params.id, body.by));
  serve(app, views.dropView, (ctx, { params }) => dropView(ctx, params.id));
  serve(app, views.listViewCases, (ctx, { params, query }) => listViewCases(ctx, params.id, query));
  serve(app, views.filterCases, async (ctx, { body }) => ({
    ...(await listFiltered(ctx, { ...body, sort: body.sort ?? 'promise' })),
    count: await countFiltered(ctx, body.filter),
  }));
  serve(app, hands.replyLater, (ctx, { params, body }) => replyLater(ctx, params.id, body));
  serve(app, hands.listLaterReplies, (ctx, { query }) => listLaterReplies(ctx, query));
  serve(app, hands.cancelLaterReply, (ctx, { params }) => cancelLaterReply(ctx, params.id));
  serve(app, hands.sendLaterReplyNow, (ctx, { params }) => sendLaterReplyNow(ctx, params.id, promise));
  serve(app, hands.readHandChoices, (ctx) => readHandChoices(ctx));
  serve(app, hands.chooseHands, (ctx, { body }) => chooseHands(ctx, body));
  serve(app, hands.listFollowers, (ctx, { params }) => listFollowers(ctx, params.id));
  serve(app, hands.followCase, (ctx, { params }) => followCase(ctx, params.id, params.userId));
  serve(app, hands.unfollowCase, (ctx, { params }) => unfollowCase(ctx, params.id, params.userId));
  serve(app, drafts.readDraft, (ctx, { params, query }) => readDraft(ctx, params.id, query.to));
  serve(app, drafts.saveDraft, (ctx, { params, body }) => saveDraft(ctx, params.id, body));
  serve(app, drafts.dropDraft, (ctx, { params, query }) => dropDraft(ctx, params.id, query.to));
  serve(app, drafts.listDrafts, (ctx, { query }) => listDrafts(ctx, query));
  serve(app, drafts.readNewCaseDraft, (ctx) => readNewCaseDraft(ctx));
  serve(app, drafts.saveNewCaseDraft, (ctx, { body }) => saveNewCaseDraft(ctx, body.words, body.attachmentIds));
  serve(app, drafts.dropNewCaseDraft, (ctx) => dropNewCaseDraft(ctx));
}
