import type { FastifyInstance } from 'fastify';
import * as huddleContract from '../../../contract/practice-huddles.ts';
import * as winContract from '../../../contract/practice-wins.ts';
import * as contract from '../../../contract/practice.ts';
import { serve } from '../../http/serve.ts';
import { changeBehaviour, createBehaviour, listBehaviours } from './behaviours/behaviours.ts';
import { cheer, commentOnBell, recentBells, ringBell, theBell } from './wins/bell.ts';
import { winCandidates } from './wins/candidates.ts';
import { claimWin, confirmWin, listWins, theWin, winFigures } from './wins/claiming.ts';
import { practiceDay } from './day.ts';
import { huddleRhythm, listHuddles, setHuddleTime } from './huddles/huddle-rhythm.ts';
import {
  actInHuddle,
  changeHuddle,
  changeHuddleAction,
  noteInHuddle,
  readHuddle,
  startHuddle,
} from './huddles/huddles.ts';
import { giveKudos, kudosByStandard, listKudos } from './wins/kudos.ts';
import { answerPassedOn, passOn } from './behaviours/passing-on.ts';
import { changePick, pickBehaviour, putBackPick, takeProposed } from './behaviours/picking.ts';
import { listRelays, practiceTotals } from './behaviours/relays.ts';
import { today } from './today.ts';

/** The HTTP face of practice. */
export function practiceRoutes(app: FastifyInstance): void {
  behaviourRoutes(app);
  winRoutes(app);
  huddleRoutes(app);
}

function behaviourRoutes(app: FastifyInstance): void {
  serve(app, contract.listBehaviours, (ctx, { query }) => listBehaviours(ctx, query));
  serve(app, contract.createBehaviour, (ctx, { body }) => createBehaviour(ctx, body));
  serve(app, contract.changeBehaviour, (ctx, { params, body }) => changeBehaviour(ctx, params.id, body));
  serve(app, contract.readPracticeDay, (ctx, { query }) => practiceDay(ctx, query.day));
  serve(app, contract.takeProposed, (ctx) => takeProposed(ctx));
  serve(app, contract.pickBehaviour, (ctx, { body }) => pickBehaviour(ctx, body.behaviourId));
  serve(app, contract.changePick, (ctx, { params, body }) => changePick(ctx, params.id, body));
  serve(app, contract.putBackPick, (ctx, { params }) => putBackPick(ctx, params.id));
  serve(app, contract.passOn, (ctx, { params, body }) => passOn(ctx, params.id, body));
  serve(app, contract.answerPassedOn, (ctx, { params, body }) => answerPassedOn(ctx, params.id, body.accept));
  serve(app, contract.listRelays, (ctx, { query }) => listRelays(ctx, query));
  serve(app, contract.readPracticeTotals, (ctx, { query }) => practiceTotals(ctx, query));
}

function winRoutes(app: FastifyInstance): void {
  serve(app, winContract.listWins, (ctx, { query }) => listWins(ctx, query));
  serve(app, winContract.claimWin, (ctx, { body }) => claimWin(ctx, body));
  serve(app, winContract.readWinFigures, (ctx, { query }) => winFigures(ctx, query.days ?? 30));
  serve(app, winContract.readWin, (ctx, { params }) => theWin(ctx, params.id));
  serve(app, winContract.confirmWin, (ctx, { params }) => confirmWin(ctx, params.id));
  serve(app, winContract.listCandidates, async (ctx) => ({ items: await winCandidates(ctx) }));
  serve(app, winContract.ringBell, (ctx, { body }) => ringBell(ctx, body));
  serve(app, winContract.listRecentBells, (ctx, { query }) => recentBells(ctx, query));
  serve(app, winContract.readBell, (ctx, { params }) => theBell(ctx, params.id));
  serve(app, winContract.cheer, (ctx, { params }) => cheer(ctx, params.id));
  serve(app, winContract.commentOnBell, (ctx, { params, body }) => commentOnBell(ctx, params.id, body.words));
  serve(app, winContract.listKudos, (ctx, { query }) => listKudos(ctx, query));
  serve(app, winContract.giveKudos, (ctx, { body }) => giveKudos(ctx, body));
  serve(app, winContract.countKudos, (ctx, { query }) => kudosByStandard(ctx, query.days ?? 90));
}

function huddleRoutes(app: FastifyInstance): void {
  serve(app, huddleContract.startHuddle, (ctx, { body }) => startHuddle(ctx, body.teamId ?? null));
  serve(app, huddleContract.listHuddles, (ctx, { query }) => listHuddles(ctx, query));
  serve(app, huddleContract.readHuddleRhythm, (ctx, { query }) => huddleRhythm(ctx, query));
  serve(app, huddleContract.setHuddleTime, (ctx, { body }) => setHuddleTime(ctx, body));
  serve(app, huddleContract.readHuddle, (ctx, { params }) => readHuddle(ctx, params.id));
  serve(app, huddleContract.changeHuddle, (ctx, { params, body }) => changeHuddle(ctx, params.id, body));
  serve(app, huddleContract.noteInHuddle, (ctx, { params, body }) => noteInHuddle(ctx, params.id, body));
  serve(app, huddleContract.actInHuddle, (ctx, { params, body }) => actInHuddle(ctx, params.id, body));
  serve(app, huddleContract.changeHuddleAction, (ctx, { params, body }) =>
    changeHuddleAction(ctx, params.id, body.done),
  );
  serve(app, huddleContract.readToday, (ctx) => today(ctx));
}
