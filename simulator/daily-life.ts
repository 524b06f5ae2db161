import { recordPurchase } from '../src/server/modules/customers/index.ts';
import {
  answerPassedOn,
  changeHuddle,
  changePick,
  claimWin,
  giveKudos,
  noteInHuddle,
  passOn,
  ringBell,
  startHuddle,
  takeProposed,
} from '../src/server/modules/practice/index.ts';
import type { Context } from '../src/server/context.ts';
import { hear, readReviews } from './hearing.ts';
import { improve } from './improving.ts';
import { type DailyLife, refused } from './life.ts';
import type { Colleague } from './playing.ts';
import type { Random } from '../src/domain/measures/random.ts';
import { pick } from './script.ts';
import { holdDrill } from './standing-by.ts';
import { huddleNotes, thanks, wonBy } from './story/heard.ts';
import { writeDown } from './writing-down.ts';

/** A fire drill is held every fourth week, on the same day of it or the Monday after. */
function isDrillDay(today: number, at: Date): boolean {
  const inTurn = (today % 28) - 15;
  return inTurn === 0 || (at.getUTCDay() === 1 && (inTurn === 1 || inTurn === 2));
}

/** A working morning: behaviours are taken on, what was passed on is answered, the huddle is held. */
export async function liveMorning(life: DailyLife, today: number, at: Date): Promise<void> {
  const { stage, founded } = life;
  const random = stage.dice('morning', today);
  const awake = founded.all.filter(() => random() < 0.35);
  await Promise.all(awake.map((person) => practise(life, person, at, stage.dice('practice', today, person.name))));
  if (random() < 0.85) await huddle(life, today, at, random);
  if (today % 7 === 3) await thank(life, today, at, random);
  if (today % 5 === 2) await hear(life, today, at);
  if (isDrillDay(today, at)) await holdDrill(stage, founded, today, new Date(at.getTime() + 105 * 60_000));
}

async function practise({ stage, founded }: DailyLife, person: Colleague, at: Date, random: Random): Promise<void> {
  const ctx = stage.as(person, at);
  const before = await takeProposed(ctx);
  for (const waiting of before.waiting) await answerPassedOn(ctx, waiting.id, random() < 0.8).catch(refused);
  // what was passed on and taken is among the picks only when asked again
  const { picks } = before.waiting.length === 0 ? before : await takeProposed(ctx);
  for (const one of picks) {
    if (random() < 0.7) await changePick(ctx, one.id, { state: 'done' }).catch(refused);
    if (random() < 0.18)
      await passOn(ctx, one.id, {
        toUserId: pick(
          random,
          founded.all.filter((other) => other.id !== person.id),
        ).id,
      }).catch(refused);
  }
}

async function huddle({ stage, founded }: DailyLife, today: number, at: Date, random: Random): Promise<void> {
  const lead = stage.as(founded.lead, at);
  const started = await startHuddle(lead, founded.teamIds.Homeowners);
  const members = founded.agents.filter((agent) => agent.team === 'Homeowners').map((agent) => agent.actor.id);
  const later = stage.as(founded.lead, new Date(at.getTime() + (8 + random() * 3) * 60_000));
  if (random() < 0.3) await noteInHuddle(later, started.id, { words: pick(stage.dice('huddle', today), huddleNotes) });
  await changeHuddle(later, started.id, { here: members, finished: true });
}

async function thank({ stage, founded }: DailyLife, today: number, at: Date, random: Random): Promise<void> {
  const [from, to] = [pick(random, founded.all), pick(random, founded.agents).actor];
  const ctx = stage.as(from, at);
  const standards = await ctx.db
    .selectFrom('standards')
    .select('id')
    .where('retired_at', 'is', null)
    .orderBy('position')
    .limit(thanks.length)
    .execute();
  const dice = stage.dice('thanks', today);
  const place = Math.floor(dice() * standards.length);
  const standard = standards[place];
  if (standard === undefined || from.id === to.id) return;
  await giveKudos(ctx, { toUserId: to.id, standardId: standard.id, words: pick(dice, thanks[place]!) });
}

/** What is done once a day or once in the half year: wins claimed from the day's ratings, purchases, what is mended, written and read. */
export async function nightWork(life: DailyLife, today: number, at: Date): Promise<void> {
  await celebrate(life, today, at);
  if (today % 3 === 0) await sell(life, today, at);
  await improve(life, today, at);
  await writeDown(life, today, at);
  await readReviews(life, today, at);
}

/** Top ratings of the day with words: some are claimed as wins, and the bell rings for what the customer's word proves. */
async function celebrate({ stage, founded }: DailyLife, today: number, at: Date): Promise<void> {
  const ctx = stage.system(at);
  const ratings = await ctx.db
    .selectFrom('answers')
    .select(['customer_id', 'case_id', 'served_by', 'why'])
    .where('rating', '=', 5)
    .where('at', '>', new Date(at.getTime() - 86_400_000))
    .where('served_by', 'is not', null)
    .orderBy('at')
    .limit(3)
    .execute();
  for (const [place, rating] of ratings.entries()) {
    const random = stage.dice('win', today, place);
    if (random() > 0.5 || rating.customer_id === null) continue;
    const person = founded.all.find((one) => one.id === rating.served_by);
    if (person === undefined) continue;
    const ring = random() < 0.7;
    await claim(stage.as(person, at), rating.customer_id, rating.case_id, pick(random, wonBy), ring);
  }
}

async function claim(
  ctx: Context,
  customerId: string,
  caseId: string | null,
  what: string,
  ring: boolean,
): Promise<void> {
  const win = await claimWin(ctx, {
    customerId,
    caseId,
    what,
  }).catch(refused);
  if (win?.state === 'evidenced' && ring) await ringBell(ctx, { winId: win.id, level: 'team' }).catch(refused);
}

/** Sales of three days. Whoever was let down by a broken promise lately mostly buys elsewhere: planted, and found again by Measure. */
async function sell({ stage }: DailyLife, today: number, at: Date): Promise<void> {
  const ctx = stage.system(at);
  const customers = await ctx.db
    .selectFrom('customers')
    .select('id')
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('promises')
            .select('promises.id')
            .whereRef('promises.customer_id', '=', 'customers.id')
            .where('promises.state', '=', 'broken'),
        )
        .as('let_down'),
    )
    .where('merged_into', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(300)
    .execute();
  if (customers.length === 0) return;
  for (let n = 0; n < 9; n++) {
    const random = stage.dice('sale', today, n);
    const customer = pick(random, customers);
    // some of what is bought was bought long before: the company is older than its desk
    const back = random() < 0.55 ? (60 + random() * 540) * 86_400_000 : 0;
    const amount = Math.round((80 + random() ** 3 * 5200) * 100) / 100;
    if (back === 0 && customer.let_down === true && random() < 0.7) continue;
    await recordPurchase(ctx, customer.id, {
      at: new Date(at.getTime() - back).toISOString(),
      amount,
      externalRef: `sale-${today}-${n}`,
      description: 'Order',
    });
  }
}
