import { askApproval, decideApproval, give } from '../src/server/modules/authority/index.ts';
import { addSheet, chooseOption, confirmSheet, sendSheet } from '../src/server/modules/options/index.ts';
import { keepPromise } from '../src/server/modules/promises/index.ts';
import { type DailyLife, refused } from './life.ts';
import type { Colleague } from './playing.ts';
import { pick } from './script.ts';
import { workingTime } from './working-hours.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const gestures = [
  { seed: 'goodwill', sizes: [10, 15, 20, 25], why: 'They had waited in for the van, and it came a day late.' },
  { seed: 'goodwill', sizes: [15, 20], why: 'Told the same thing to three of us before it was heard.' },
  { seed: 'refund', sizes: [30, 40, 50], why: 'The fee of the second delivery: the first one came broken.' },
  { seed: 'credit', sizes: [25, 50], why: 'A tin of oil and the brushes, for the scratch on the sill.' },
  { seed: 'replacement', sizes: [1], why: 'A new end panel; the old one stays with them until it fits.' },
] as const;
const beyond = [
  { size: 90, why: 'Two delivery fees and a day off: I think we owe them both.' },
  { size: 140, why: 'The fitter stood there for nothing; they paid him for the morning.' },
  { size: 120, why: 'The lunch was for twenty and there was no counter. A caterer came instead.' },
  { size: 180, why: 'The third piece came cracked as well. Let us give the fitting back.' },
] as const;
const noes = ['Give the fee back today; the rest after the visit.', 'A new piece first, then let us talk about money.'];

/** Helps whoever was let down with what people may give by themselves, or asks for more; now and then lets a customer choose. */
export async function giveWhatHelps(life: DailyLife, at: Date): Promise<void> {
  const random = life.stage.dice('giving', at.getTime());
  const [gives, offers] = [random() < 0.3, random() < 0.09];
  if (gives) await makeGood(life, at, random);
  if (offers) await letChoose(life, at, random);
}

async function makeGood(life: DailyLife, at: Date, random: () => number): Promise<void> {
  const ctx = life.stage.system(at);
  const found = await ctx.db
    .selectFrom('recoveries as r')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .select(['c.id', 'c.assignee_id'])
    .where('r.ended_at', 'is', null)
    .where('r.state', '<>', 'open')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('gestures as g').select('g.id').whereRef('g.case_id', '=', 'c.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('approvals as a').select('a.id').whereRef('a.case_id', '=', 'c.id'))),
    )
    .orderBy('r.opened_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (found === undefined) return;
  const who = life.founded.all.find(({ id }) => id === found.assignee_id) ?? life.founded.lead;
  if (who.role === 'agent' && random() < 0.45) return ask(life, who, found.id, at, random);
  const { seed, sizes, why } = pick(random, gestures);
  const kindId = await kindOf(life, seed);
  await give(life.stage.as(who, at), found.id, { kindId, size: pick(random, sizes), why }).catch(refused);
}

/** Asks for more than one may give; somebody who may decides, within the day. */
async function ask(life: DailyLife, who: Colleague, caseId: string, at: Date, random: () => number): Promise<void> {
  const { size, why } = pick(random, beyond);
  const [wait, grants, no] = [8 + random() ** 2 * 220, random() < 0.8, pick(random, noes)];
  const askedAt = at.getTime() - (0.3 + random() * 2) * hour;
  const kindId = await kindOf(life, 'refund');
  const asked = await askApproval(life.stage.as(who, new Date(askedAt)), caseId, { kindId, size, why }).catch(refused);
  if (asked === undefined) return;
  const when = workingTime(askedAt + wait * minute);
  life.schedule(when, async () => {
    const ctx = life.stage.as(life.founded.lead, new Date(when));
    await decideApproval(ctx, asked.id, {
      decision: grants ? 'granted' : 'declined',
      ...(grants ? {} : { word: no }),
    }).catch(refused);
  });
}

/** Sends a sheet of options in a case that is at work; most choose within a day, and what they chose is kept. */
async function letChoose(life: DailyLife, at: Date, random: () => number): Promise<void> {
  const ctx = life.stage.system(at);
  const found = await ctx.db
    .selectFrom('cases as c')
    .select(['c.id', 'c.assignee_id'])
    .where('c.state', 'in', ['open', 'waiting'])
    .where('c.kind', '=', 'incident')
    .where('c.merged_into', 'is', null)
    .where('c.first_replied_at', 'is not', null)
    .where('c.created_at', '>', new Date(at.getTime() - 3 * day))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('option_sheets as s').select('s.id').whereRef('s.case_id', '=', 'c.id'))),
    )
    .orderBy('c.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const template = await ctx.db
    .selectFrom('option_templates')
    .select('id')
    .where('retired_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (found === undefined || template === undefined) return;
  const who = life.founded.all.find(({ id }) => id === found.assignee_id) ?? life.founded.lead;
  const [option, unclear] = [
    random() < 0.55 ? 'replace' : random() < 0.7 ? 'repair' : 'refund',
    random() < 0.25 ? 'Will it be the same stone as the piece beside it?' : undefined,
  ];
  const [chooses, later, confirms] = [random() < 0.85, (1 + random() * 8) * hour, (20 + random() * 100) * minute];
  const sheet = await addSheet(life.stage.as(who, at), found.id, { templateId: template.id }).catch(refused);
  if (sheet === undefined) return;
  const sent = await sendSheet(life.stage.as(who, at), sheet.id, {}).catch(refused);
  const key = sent?.link?.split('/').at(-1);
  if (key === undefined || !chooses) return;
  const chosenAt = at.getTime() + later;
  life.schedule(chosenAt, async () => {
    // over by then: the page says so, and nothing is opened again by it
    const { state } = await ctx.db
      .selectFrom('cases')
      .select('state')
      .where('id', '=', found.id)
      .executeTakeFirstOrThrow();
    if (state === 'closed') return;
    await chooseOption(life.stage.system(new Date(chosenAt)), key, { option, unclear }).catch(refused);
    const confirmedAt = workingTime(chosenAt + confirms);
    life.schedule(confirmedAt, async () => {
      const chosen = await confirmSheet(life.stage.as(who, new Date(confirmedAt)), sheet.id).catch(refused);
      const promiseId = chosen?.promiseId;
      const kept = workingTime(confirmedAt + 5 * hour);
      if (promiseId != null)
        life.schedule(kept, async () => {
          await keepPromise(life.stage.as(who, new Date(kept)), promiseId).catch(refused);
        });
    });
  });
}

/** On the last day somebody waits for a yes: whoever leads is told of it, and sees it in the case. */
export async function askTonight(life: Pick<DailyLife, 'stage' | 'founded'>, at: Date): Promise<void> {
  const ctx = life.stage.system(at);
  const agents = life.founded.agents.map(({ actor }) => actor).filter(({ role }) => role === 'agent');
  const found = await ctx.db
    .selectFrom('cases')
    .select(['id', 'assignee_id'])
    .where('state', 'in', ['open', 'waiting'])
    .where(
      'assignee_id',
      'in',
      agents.map(({ id }) => id),
    )
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const who = agents.find(({ id }) => id === found?.assignee_id);
  if (found === undefined || who === undefined) return;
  await askApproval(life.stage.as(who, new Date(at.getTime() - 50 * minute)), found.id, {
    kindId: await kindOf(life, 'refund'),
    size: 85,
    why: 'They paid the fitter for a morning in which there was nothing to fit. I would like to give it back.',
  }).catch(refused);
}

async function kindOf({ stage, founded }: Pick<DailyLife, 'stage' | 'founded'>, seed: string): Promise<string> {
  const { db } = stage.as(founded.lead, new Date(0));
  return (await db.selectFrom('gesture_kinds').select('id').where('seed', '=', seed).executeTakeFirstOrThrow()).id;
}
