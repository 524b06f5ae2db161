import {
  acknowledge,
  addOverride,
  createProtocol,
  createRota,
  deEscalate,
  finishTask,
  startDrill,
  startEscalation,
  tickEscalations,
} from '../src/server/modules/escalations/index.ts';
import type { Context } from '../src/server/context.ts';
import { refused } from './life.ts';
import type { Founded } from './founding.ts';
import type { Colleague, Stage } from './playing.ts';
import { company } from './story/company.ts';
import { workingTime } from './working-hours.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const few = 6;
/** Minutes in which a drill waits at each step. */
const drillWait = 10;
const unsafe = 'Unsafe at home';

/** Who is called outside the hours, in weekly turns, and what for. */
export async function arrangeStandingBy(stage: Stage, founded: Founded, at: Date): Promise<void> {
  const ctx = stage.as(founded.owner, at);
  const turns = ['Ines Okafor', 'Sol Marín', 'Priya Raman', 'Dele Adeyemi', 'Maja Lindqvist'];
  const monday = new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * day);
  const rota = await createRota(ctx, {
    name: 'Evenings and weekends',
    zone: company.timeZone,
    startsOn: monday.toISOString().slice(0, 10),
    changesAt: '17:00',
    turnDays: 7,
    people: turns.map((name) => founded.all.find((one) => one.name === name)!.id),
  });
  await createProtocol(ctx, {
    name: unsafe,
    way: 'functional',
    triggers: [{ on: 'words', words: ['came off the wall', 'smell of gas', 'live wire', 'could have hurt'] }],
    conditions: {},
    steps: [
      { whom: 'on-call', rotaId: rota.id, mail: true, waitMinutes: 15 },
      { whom: 'role', role: 'manager', mail: true, waitMinutes: 30 },
      { whom: 'role', role: 'owner', mail: true, waitMinutes: 60 },
    ],
    task: null,
  });
}

/**
 * Whoever is called has it within the hour, does what a breach asks and says on the next day that it is over. Called it was when
 * it began, however seldom the simulated clocks are looked at.
 */
export async function answerEscalations(stage: Stage, founded: Founded, at: Date): Promise<void> {
  const ctx = stage.as(founded.lead, at);
  const before = (hours: number) => new Date(at.getTime() - hours * hour);
  const asked = await ctx.db
    .selectFrom('escalation_tasks')
    .select(['id', 'made_at', 'keeper_id'])
    .where('done_at', 'is', null)
    .where('made_at', '<', before(1))
    .orderBy('made_at')
    .limit(few)
    .execute();
  for (const task of asked) {
    const random = stage.dice('asked', task.made_at.getTime());
    const told = new Date(Math.min(at.getTime(), workingTime(task.made_at.getTime() + (15 + random() * 95) * minute)));
    const words = random() < 0.5 ? 'Rang; it is a bad week there, and it was heard.' : 'Rang and named a new day.';
    const keeper = founded.all.find(({ id }) => id === task.keeper_id) ?? founded.lead;
    await finishTask(stage.as(keeper, told), task.id, words).catch(refused);
  }
  const calling = await ctx.db
    .selectFrom('escalations')
    .select(['id', 'started_at'])
    .where('state', 'in', ['calling', 'unheard'])
    .where('started_at', '<', before(1))
    .orderBy('started_at')
    .limit(few)
    .execute();
  for (const { id, started_at } of calling) await step(stage, founded, { id, from: started_at, at });
  const over = await ctx.db
    .selectFrom('escalations')
    .select('id')
    .where('state', '=', 'acknowledged')
    .where('started_at', '<', before(20))
    .orderBy('started_at')
    .limit(few)
    .execute();
  for (const { id } of over) await deEscalate(ctx, id, 'Rang, said sorry, named the day.').catch(refused);
}

/** Calls at the time it began, and lets whoever was called first answer: soon, or when he is back at his desk. */
async function step(
  stage: Stage,
  founded: Founded,
  { id, from, at }: { id: string; from: Date; at: Date },
): Promise<void> {
  const random = stage.dice('standing-by', from.getTime());
  await tickEscalations(stage.system(from));
  const called = await calledTo(stage.system(at), founded, id);
  const who = called[0] ?? founded.lead;
  const heard = new Date(Math.min(at.getTime(), workingTime(from.getTime() + (3 + random() * 40) * minute)));
  await acknowledge(stage.as(who, heard), id).catch(refused);
}

/** Who was called to an escalation and has not answered, in the order in which they joined. */
async function calledTo(ctx: Context, founded: Founded, id: string): Promise<Colleague[]> {
  const alerts = await ctx.db
    .selectFrom('escalation_alerts')
    .select('user_id')
    .where('escalation_id', '=', id)
    .where('acknowledged_at', 'is', null)
    .execute();
  return founded.all.filter((one) => alerts.some(({ user_id }) => user_id === one.id));
}

/** A fire drill: step by step, and not everybody hears it. */
export async function holdDrill(stage: Stage, founded: Founded, today: number, at: Date): Promise<void> {
  const ctx = stage.as(founded.lead, at);
  const random = stage.dice('drill', today);
  const protocols = await ctx.db
    .selectFrom('escalation_protocols')
    .select(['id', 'name'])
    .where('archived_at', 'is', null)
    .orderBy('position')
    .execute();
  const chosen = random() < 0.5 ? protocols[0] : protocols.find(({ name }) => name === unsafe);
  if (chosen === undefined) return;
  const { id } = await startDrill(ctx, { protocolId: chosen.id, waitMinutes: drillWait });
  for (let turn = 0; turn < 5; turn++) {
    const from = at.getTime() + turn * (drillWait + 1) * minute;
    await tickEscalations(stage.system(new Date(from)));
    for (const one of await calledTo(ctx, founded, id))
      if (random() < 0.85)
        await acknowledge(stage.as(one, new Date(from + (1 + random() * 8) * minute)), id).catch(refused);
  }
}

/** On the last day: somebody rang the bell by hand, whoever is on call has it, and a colleague stands in next week. */
export async function ringTonight(stage: Stage, founded: Founded, at: Date): Promise<void> {
  const ctx = stage.system(at);
  const found = await ctx.db
    .selectFrom('cases')
    .select(['id', 'assignee_id'])
    .where('state', 'in', ['open', 'waiting'])
    .where('kind', '=', 'incident')
    .where('merged_into', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const protocol = await ctx.db
    .selectFrom('escalation_protocols')
    .select('id')
    .where('name', '=', unsafe)
    .executeTakeFirst();
  const rota = await ctx.db.selectFrom('on_call_rotas').select('id').executeTakeFirst();
  if (found === undefined || protocol === undefined || rota === undefined) return;
  const by = founded.all.find(({ id }) => id === found.assignee_id) ?? founded.lead;
  const begun = new Date(at.getTime() - 40 * minute);
  const { id } = await startEscalation(stage.as(by, begun), {
    caseId: found.id,
    protocolId: protocol.id,
    note: 'She says the edge is sharp and the children eat there. Somebody should look at it before noon.',
  });
  await tickEscalations(stage.system(begun));
  const [who] = await calledTo(ctx, founded, id);
  if (who !== undefined) await acknowledge(stage.as(who, new Date(begun.getTime() + 6 * minute)), id);
  const stands = founded.all.find(({ name }) => name === 'Tom Ferreira')!;
  await addOverride(stage.as(stands, at), rota.id, {
    userId: stands.id,
    from: new Date(at.getTime() + 9 * day).toISOString(),
    until: new Date(at.getTime() + 11 * day).toISOString(),
    note: 'I take the weekend; there is a wedding.',
  });
}
