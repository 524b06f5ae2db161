import { asSystem, type Context, transact, type WritingContext } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { giveVerdict } from '../cases/index.ts';
import { askAboutCase, askPerson } from './surveys/asking.ts';
import { takeDueAsk, takeExpired, takeSilent, updateInvitation } from './surveys/invitation-queries.ts';
import { takeDueSurveyAsk } from './surveys/survey-ask-queries.ts';
import { putBackSince } from './corrections/changes.ts';
import { forgetAside } from './corrections/correction-queries.ts';
import { mixAnswers } from './mixing.ts';
import { findCase, findSurvey } from './queries.ts';
import { endUnanswered } from './recoveries/recovery-ending.ts';
import { takeUnheard } from './recoveries/recovery-queries.ts';
import { linkDays } from './surveys/survey-tokens.ts';
import { showSurvey } from './surveys/surveys.ts';
import { drawDueWave } from './surveys/waves.ts';
import { type DueNow, findDueNow } from './ticking-queries.ts';

/** So many of each kind a turn at most; the next turn takes the rest. */
const mostPerTurn = 500;

/**
 * What comes by the clock: closed cases are asked about, silence after an ask is noted, old links expire. Each in a
 * transaction of its own, skipping what another node holds: any number of nodes may tick.
 */
export async function tickVoice(ctx: Context): Promise<void> {
  const system = asSystem(ctx, 'voice.tick');
  const look = () => findDueNow(ctx.db, ctx.now, { unheard: unheardSince(ctx), aside: putBackSince(ctx) });
  let due = await look();
  for (const [what, turn] of turns) {
    if (!due[what]) continue;
    for (let count = 0; count < mostPerTurn; count++) {
      if (!(await transact(system, turn))) break;
    }
    // what one does may make another due: a wave that was drawn is to be asked
    due = await look();
  }
}

const turns: readonly (readonly [keyof DueNow, (ctx: WritingContext) => Promise<boolean>])[] = [
  ['waves', drawDueWave],
  ['asks', askDue],
  ['surveyAsks', askDueSurvey],
  ['silent', noteSilence],
  ['expired', expire],
  ['unheard', endUnheard],
  ['anonymous', mixAnswers],
  ['aside', forgetTakenBack],
];

/** The tick as a job: once a minute, and whenever something is known to fall due. */
export const tickVoiceJob: Job = { name: 'voice.tick', work: (ctx) => tickVoice(ctx) };

async function askDue(ctx: WritingContext): Promise<boolean> {
  const due = await takeDueAsk(ctx.trx, ctx.now);
  if (due === undefined) return false;
  await askAboutCase(ctx, due.case_id, due.closed_at);
  return true;
}

/** Whoever a wave drew, or who reached a destination. */
async function askDueSurvey(ctx: WritingContext): Promise<boolean> {
  const due = await takeDueSurveyAsk(ctx.trx, ctx.now);
  if (due === undefined) return false;
  const survey = await findSurvey(ctx.trx, due.survey_id);
  if (survey !== undefined)
    await askPerson(ctx, showSurvey(survey, ctx.url), due.customer_id, {
      waveId: due.wave_id,
      destinationId: due.destination_id,
      passage: due.passage,
    });
  return true;
}

/** Who was asked and said nothing for days is taken to be silent: not content, not discontent. */
async function noteSilence(ctx: WritingContext): Promise<boolean> {
  const silent = await takeSilent(ctx.trx, ctx.now);
  if (silent === undefined) return false;
  await updateInvitation(ctx.trx, silent.id, { silent_at: null });
  const found = silent.case_id === null ? undefined : await findCase(ctx.trx, silent.case_id);
  const same = found?.closed_at?.getTime() === silent.closed_at?.getTime();
  if (found?.state === 'closed' && found.verdict === null && same) await giveVerdict(ctx, found.id, 'silent');
  return true;
}

async function expire(ctx: WritingContext): Promise<boolean> {
  const old = await takeExpired(ctx.trx, ctx.now);
  if (old === undefined) return false;
  await updateInvitation(ctx.trx, old.id, { state: 'expired' });
  return true;
}

/** Asked again, and no verdict for as long as the link was good: nobody can say that it was put right. */
async function endUnheard(ctx: WritingContext): Promise<boolean> {
  const unheard = await takeUnheard(ctx.trx, unheardSince(ctx));
  if (unheard === undefined) return false;
  await endUnanswered(ctx, unheard.id);
  return true;
}

const unheardSince = (ctx: Context) => new Date(ctx.now.getTime() - linkDays * 86_400_000);

/** What was taken back wrongly can be put back for a quarter of an hour; then nothing of it is kept but what the log tells. */
async function forgetTakenBack(ctx: WritingContext): Promise<boolean> {
  await forgetAside(ctx.trx, putBackSince(ctx));
  return false;
}
