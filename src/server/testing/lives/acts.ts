/** What people do in a life, each by the verb that the screens call. A rule may refuse it; then nothing has happened. */
import { type Context, transact } from '../../context.ts';
import { tickEscalations } from '../../modules/escalations/ticking.ts';
import {
  addParty,
  changeCase,
  closeCase,
  giveVerdict,
  mergeCase,
  noteOnCase,
  openCase,
  receiveMail,
  reopenCase,
  reopenMyCase,
  replyToCase,
  snoozeCase,
  solveMyCase,
  unmergeCase,
  wakeCase,
  wakeDueCases,
  writeToMyCase,
} from '../../modules/cases/index.ts';
import { changeParty, removeParty } from '../../modules/cases/company/participating.ts';
import { splitCase } from '../../modules/cases/company/splitting.ts';
import { mergeCustomer, unmergeCustomer } from '../../modules/customers/index.ts';
import { erasePerson } from '../../modules/privacy/index.ts';
import { turnAbsences } from '../../modules/people/index.ts';
import {
  acceptPromise,
  askToMove,
  breakPromise,
  handOverPromise,
  keepPromise,
  makePromise,
  renegotiatePromise,
  tickPromises,
  withdrawPromise,
} from '../../modules/promises/index.ts';
import { restorePromise } from '../../modules/promises/restoring.ts';
import { confirmSpoken, dismissSpoken, listSpoken } from '../../modules/promises/spoken/spoken.ts';
import { houseActs } from './house-acts.ts';
import { asCustomer, asLead, asStaff, day, minute, openAs, pick, type World } from './world.ts';

/** Three numbers say who, what and how; each act takes of them what it needs. */
export interface Numbers {
  a: number;
  b: number;
  n: number;
}

export type Act = (world: World, numbers: Numbers) => Promise<unknown>;

const later = (world: World, n: number) =>
  new Date(world.house.now().getTime() + (20 + (n % 40) * 97) * minute).toISOString();

async function promise(world: World, { b }: Numbers) {
  const rows = await world.house.db
    .selectFrom('promises')
    .select(['id', 'state'])
    .where('customer_id', 'in', world.customers)
    .orderBy('id')
    .execute();
  // what is open is taken mostly; what has ended at times, to see that it is left alone
  const open = rows.filter(({ state }) => state === 'open');
  return pick(b % 5 === 0 || open.length === 0 ? rows : open, b)?.id;
}

/** On a case by whoever is picked. */
const onCase =
  (work: (ctx: Context, caseId: string, numbers: Numbers, world: World) => Promise<unknown>): Act =>
  async (world, numbers) => {
    const ctx = await asStaff(world, numbers.a);
    const caseId = pick(world.cases, numbers.b);
    return ctx === undefined || caseId === undefined ? undefined : work(ctx, caseId, numbers, world);
  };

const onPromise =
  (work: (ctx: Context, id: string, numbers: Numbers, world: World) => Promise<unknown>): Act =>
  async (world, numbers) => {
    const ctx = await asStaff(world, numbers.a);
    const id = await promise(world, numbers);
    return ctx === undefined || id === undefined ? undefined : work(ctx, id, numbers, world);
  };

/** By the customer, on his page of a case. */
const onPage =
  (work: (ctx: Context, number: number, numbers: Numbers) => Promise<unknown>): Act =>
  async (world, numbers) => {
    const row = await world.house.db
      .selectFrom('cases')
      .select('number')
      .where('id', '=', pick(world.cases, numbers.b)!)
      .executeTakeFirst();
    return row === undefined ? undefined : work(await asCustomer(world, numbers.a), row.number, numbers);
  };

const reply = (html: string, more: object = {}) =>
  onCase((ctx, id, { n }) =>
    replyToCase(ctx, id, {
      html,
      revision: 0,
      sendAnyway: true,
      stateAfter: n % 3 === 0 ? 'open' : 'waiting',
      ...more,
    }),
  );

const pass =
  (minutes: number): Act =>
  async ({ house }) =>
    house.setClock(minutes * minute);

const deskActs: Record<string, [weight: number, act: Act]> = {
  'customer opens': [2, (world, { a }) => openAs(world, a)],
  'customer mails': [2, async (world, { a }) => receiveMail(world.house.system(), await mailOf(world, a))],
  'phone noted': [
    2,
    async (world, { a, b, n }) =>
      openCase((await asStaff(world, a)) ?? world.house.system(), {
        customerId: pick(world.customers, b)!,
        subject: 'Called about the stair',
        text: 'When does it come?',
        channel: 'phone',
        ...(n % 2 === 0 ? { assigneeId: pick(world.staff, n)! } : {}),
      }),
  ],
  'customer writes': [6, onPage((ctx, number) => writeToMyCase(ctx, number, { text: 'And what about the edge?' }))],
  replies: [6, reply('<p>We are on it.</p>')],
  'replies promising': [3, reply("<p>I'll call you tomorrow at three. We will send the drawing on Friday.</p>")],
  'replies and closes': [1, reply('<p>Done.</p>', { close: { withOpenTasks: true } })],
  notes: [1, onCase((ctx, id) => noteOnCase(ctx, id, { html: '<p>Looks bad.</p>' }))],
  promises: [
    5,
    onCase((ctx, caseId, { n }, world) =>
      makePromise(ctx, {
        what: 'Send the drawing',
        caseId,
        dueAt: later(world, n),
        ...(n % 5 === 0 ? { visible: false } : {}),
      }),
    ),
  ],
  'promises within': [
    2,
    onCase((ctx, caseId, { n }) => makePromise(ctx, { what: 'Measure anew', caseId, minutes: 30 + n * 7 })),
  ],
  'promises without a case': [
    1,
    async (world, { a, b, n }) =>
      makePromise((await asStaff(world, a)) ?? (await asLead(world)), {
        what: 'Send the brochure',
        customerId: pick(world.customers, b)!,
        dueAt: later(world, n),
      }),
  ],
  'task of the house': [
    1,
    onCase((ctx, caseId, { n }, world) =>
      makePromise(ctx, { what: 'Order the slab', caseId, kind: 'internal', dueAt: later(world, n) }),
    ),
  ],
  'confirms what was said': [3, (world, numbers) => answerSpoken(world, numbers, 'confirm')],
  'dismisses what was said': [1, (world, numbers) => answerSpoken(world, numbers, 'dismiss')],
  keeps: [3, onPromise((ctx, id) => keepPromise(ctx, id))],
  breaks: [
    2,
    onPromise((ctx, id, { n }) =>
      breakPromise(ctx, id, { reason: 'Out of stock', ...(n % 2 === 0 ? { apology: 'Sorry.' } : {}) }),
    ),
  ],
  renegotiates: [
    3,
    onPromise((ctx, id, { n }, world) =>
      renegotiatePromise(ctx, id, {
        dueAt: later(world, n),
        why: 'Agreed',
        ...(n % 2 === 0 ? { tellCustomer: 'Later.' } : {}),
      }),
    ),
  ],
  'takes back': [
    2,
    onPromise((ctx, id, { n }) => withdrawPromise(ctx, id, { because: n % 2 === 0 ? 'mistake' : 'released' })),
  ],
  'puts back': [2, onPromise((ctx, id) => restorePromise(ctx, id))],
  'hands over': [2, onPromise((ctx, id, { n }, { staff }) => handOverPromise(ctx, id, { keeperId: pick(staff, n)! }))],
  'customer accepts': [1, async (world, numbers) => asItsCustomer(world, numbers, acceptPromise)],
  'customer asks to move': [
    1,
    async (world, numbers) => asItsCustomer(world, numbers, (ctx, id) => askToMove(ctx, id, 'Monday')),
  ],
  assigns: [
    2,
    onCase((ctx, id, { n }, { staff }) => changeCase(ctx, id, { assigneeId: n % 4 === 0 ? null : pick(staff, n)! })),
  ],
  'to a team': [
    2,
    onCase((ctx, id, { n }, { openTeam, privateTeam }) =>
      changeCase(ctx, id, {
        teamId: [null, openTeam, privateTeam][n % 3]!,
        ...(n % 2 === 0 ? { assigneeId: null } : {}),
      }),
    ),
  ],
  prioritises: [
    1,
    onCase((ctx, id, { n }) => changeCase(ctx, id, { priority: (['low', 'normal', 'urgent'] as const)[n % 3]! })),
  ],
  waits: [2, onCase((ctx, id, { n }) => changeCase(ctx, id, { state: n % 2 === 0 ? 'waiting' : 'open' }))],
  snoozes: [1, onCase((ctx, id, { n }, world) => snoozeCase(ctx, id, later(world, n)))],
  wakes: [1, onCase((ctx, id) => wakeCase(ctx, id))],
  closes: [4, onCase((ctx, id) => closeCase(ctx, id, { withOpenTasks: true }))],
  reopens: [3, onCase((ctx, id, { n }) => reopenCase(ctx, id, n % 2 === 0 ? '' : 'Not solved'))],
  'customer solves': [1, onPage((ctx, number) => solveMyCase(ctx, number))],
  'customer reopens': [1, onPage((ctx, number) => reopenMyCase(ctx, number, 'It is back.'))],
  'customer judges': [
    1,
    async (world, { b, n }) =>
      giveVerdict(world.house.system(), pick(world.cases, b)!, n % 2 === 0 ? 'confirmed' : 'refuted'),
  ],
  merges: [3, onCase((ctx, id, { n }, { cases }) => mergeCase(ctx, id, pick(cases, n)!))],
  unmerges: [2, onCase((ctx, id) => unmergeCase(ctx, id))],
  splits: [1, onCase(async (ctx, id, { n }) => splitCase(ctx, id, { messageIds: [await someMessage(ctx, id, n)] }))],
  'to another customer': [
    1,
    onCase((ctx, id, { n }, { customers }) => changeCase(ctx, id, { customerId: pick(customers, n)! })),
  ],
  'merges customers': [
    1,
    async (world, { a, b }) => mergeCustomer(await asLead(world), pick(world.customers, a)!, pick(world.customers, b)!),
  ],
  'unmerges customers': [
    1,
    async (world, { a, b }) =>
      unmergeCustomer(await asLead(world), pick(world.customers, a)!, pick(world.customers, b)!),
  ],
  'gives a part': [
    1,
    onCase((ctx, id, { n }, world) =>
      addParty(ctx, id, {
        role: 'supplier',
        name: 'Saw & Son',
        email: `saw${String(n)}@saw.example`,
        task: 'Cut it',
        dueAt: later(world, n),
      }),
    ),
  ],
  'changes a part': [
    1,
    onCase(async (ctx, id, { n }, world) => {
      const party = await somePart(ctx, id);
      const changes = [
        { done: true },
        { done: false },
        { dueAt: later(world, n) },
        { dueAt: null },
        { task: 'Cut it twice' },
      ];
      return n % 6 === 5 ? removeParty(ctx, id, party) : changeParty(ctx, id, party, changes[n % 6]!);
    }),
  ],
  erases: [
    0.15,
    async (world, { a }) => erasePerson(await asLead(world), pick(world.customers, a)!, { because: 'asked' }),
  ],
};

const clockActs: Record<string, [weight: number, act: Act]> = {
  'ten minutes pass': [6, pass(10)],
  'an hour passes': [5, pass(65)],
  'a night passes': [3, pass(16 * 60)],
  'three days pass': [1, pass(3 * 24 * 60)],
  ticks: [4, ({ house }) => tickPromises(house.system())],
  'two nodes tick': [1, ({ house }) => Promise.all([tickPromises(house.system()), tickPromises(house.system())])],
  'escalations tick': [1, ({ house }) => tickEscalations(house.system())],
  'cases wake': [1, ({ house }) => wakeDueCases(house.system())],
  'absences turn': [1, ({ house }) => turnAbsences(house.system())],
};

/** Every act, with how often it is drawn. */
export const acts: Record<string, [weight: number, act: Act]> = { ...deskActs, ...houseActs, ...clockActs };

/** Does an act. `killed`: it breaks off after its last step, as when the house falls down before the transaction ends. */
export async function perform(
  world: World,
  name: string,
  numbers: Numbers,
  killed: boolean,
): Promise<'done' | 'refused' | 'killed'> {
  const act = acts[name]![1];
  try {
    if (!killed || name in clockActs) await act(world, numbers);
    else await dieAfter(world, act, numbers);
    return 'done';
  } catch (error) {
    if (error === theEnd) return 'killed';
    if (error instanceof Error && error.name === 'Refusal') return 'refused';
    throw error;
  }
}

const theEnd = new Error('the house fell down');

/** Every verb joins the transaction that is given to it; this one never ends. */
async function dieAfter(world: World, act: Act, numbers: Numbers): Promise<void> {
  const { house } = world;
  await transact(house.system(), async ({ trx }) => {
    const inside = {
      ...house,
      as: (actor: Context['actor']) => ({ ...house.as(actor), db: trx, trx }),
      system: () => ({ ...house.system(), db: trx, trx }),
    };
    await act({ ...world, house: inside }, numbers);
    throw theEnd;
  });
}

async function mailOf(world: World, who: number) {
  const from = `${pick(world.customers, who)!}@mail.example`;
  const id = `${String(world.told.length)}.${from}`;
  const raw = `From: Somebody <${from}>\r\nTo: hello@larch.example\r\nSubject: The delivery\r\nMessage-ID: <${id}>\r\n\r\nWhen does it come?\r\n`;
  return { raw: Buffer.from(raw), door: 'smtp' as const, envelope: { from, to: ['hello@larch.example'] } };
}

async function answerSpoken(world: World, { a, n }: Numbers, how: 'confirm' | 'dismiss') {
  const ctx = await asStaff(world, a);
  if (ctx === undefined) return;
  const { items } = await listSpoken(ctx, { limit: 50 });
  const one = pick(
    items.filter((item) => world.cases.includes(item.case.id)),
    n,
  );
  if (one === undefined) return;
  if (how === 'dismiss') return dismissSpoken(ctx, one.id, { reason: 'no-promise' as const });
  const dueAt = one.dueAt ?? new Date(world.house.now().getTime() + day).toISOString();
  return confirmSpoken(ctx, one.id, { dueAt });
}

async function asItsCustomer(world: World, numbers: Numbers, work: (ctx: Context, id: string) => Promise<unknown>) {
  const id = await promise(world, numbers);
  if (id === undefined) return;
  const row = await world.house.db
    .selectFrom('promises')
    .select('customer_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return work(await asCustomer(world, world.customers.indexOf(row.customer_id)), id);
}

async function someMessage(ctx: Context, caseId: string, n: number): Promise<string> {
  const rows = await ctx.db.selectFrom('messages').select('id').where('case_id', '=', caseId).orderBy('id').execute();
  return pick(rows, n)?.id ?? caseId;
}

async function somePart(ctx: Context, caseId: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('case_parties')
    .select('id')
    .where('case_id', '=', caseId)
    .where('task', 'is not', null)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst();
  return row?.id ?? caseId;
}
