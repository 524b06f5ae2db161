import type { Context } from '../src/server/context.ts';
import { moveOn } from '../src/server/modules/voice/index.ts';
import { type DailyLife, refused } from './life.ts';
import { answerNewestAsk } from './playing.ts';
import { pick } from './script.ts';

const minute = 60_000;

const causes = [
  ['Packed without corner guards.', 'Half a day off, and trust.'],
  ['The yard knew on Monday; nobody told the desk.', 'A free morning, and a builder who was paid for nothing.'],
  ['Two of us answered, each without reading the other.', 'Having to say it three times.'],
  ['The day was named before the board was looked at.', 'A week without a kitchen.'],
] as const;
const remedies = [
  'A new piece by van on the day they choose, and the fee back.',
  'Sol comes at an hour of their choice; the second trip is on us.',
  'One name from here on, and a call every evening until it is done.',
] as const;

/** Leads walk open recoveries on, a step at each look of theirs. */
export async function regain(life: DailyLife, at: Date): Promise<void> {
  const ctx = life.stage.as(life.founded.lead, at);
  const open = await ctx.db
    .selectFrom('recoveries')
    .select(['id', 'case_id', 'state', 'cause', 'remedy_offered', 'opened_at'])
    .where('ended_at', 'is', null)
    .where('state', 'in', ['open', 'contacted', 'remedied'])
    .where('opened_at', '<', new Date(at.getTime() - 3 * 3_600_000))
    .orderBy('opened_at')
    .limit(3)
    .execute();
  for (const recovery of open) {
    const random = life.stage.dice('cause', recovery.opened_at.getTime());
    const [[cause, loss], remedy] = [pick(random, causes), pick(random, remedies)];
    if (recovery.state === 'open') await moveOn(ctx, recovery.id, { move: 'contact', words: 'Rang and listened.' });
    else if (recovery.cause === '')
      await moveOn(ctx, recovery.id, {
        move: 'cause',
        words: cause,
        loss,
      });
    else if (recovery.remedy_offered === '')
      await moveOn(ctx, recovery.id, {
        move: 'offer-remedy',
        words: remedy,
      });
    else if (recovery.state === 'contacted') await moveOn(ctx, recovery.id, { move: 'remedy-accepted' });
    else await askAgain(life, ctx, recovery, at);
  }
}

/** Who was asked again and says nothing for weeks is left in peace, and that is said. */
export async function letRest(life: DailyLife, at: Date): Promise<void> {
  const ctx = life.stage.as(life.founded.lead, at);
  const silent = await ctx.db
    .selectFrom('recoveries')
    .select('id')
    .where('ended_at', 'is', null)
    .where('state', '=', 'asked-again')
    .where('opened_at', '<', new Date(at.getTime() - 24 * 86_400_000))
    .execute();
  for (const { id } of silent)
    await moveOn(ctx, id, {
      move: 'call-off',
      words: 'Asked twice and rang once. They want to be left in peace.',
    }).catch(refused);
}

/** Asks once more; most customers answer within a day, and most of those were won back. */
async function askAgain(
  life: DailyLife,
  ctx: Context,
  recovery: { id: string; case_id: string | null; opened_at: Date },
  at: Date,
): Promise<void> {
  const asked = await moveOn(ctx, recovery.id, { move: 'ask-again' }).catch(refused);
  const random = life.stage.dice('regain', recovery.opened_at.getTime());
  const [answers, regained, later] = [random() < 0.75, random() < 0.7, (2 + random() * 20) * 60 * minute];
  if (asked === undefined || recovery.case_id === null || !answers) return;
  const caseId = recovery.case_id;
  const answer = regained
    ? { rating: 4, solved: true, word: 'honest', why: 'They put it right and said why.' }
    : { rating: 2, solved: false, word: 'tired', why: 'The second piece came late as well.' };
  life.schedule(at.getTime() + later, () =>
    answerNewestAsk(life.stage, caseId, answer, new Date(at.getTime() + later)).catch(refused),
  );
}
