/** What people do with cases and customers, each by the verb that the screens call. */
import { type Context, transact } from '../../context.ts';
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
  writeToMyCase,
} from '../../modules/cases/index.ts';
import { changeParty, removeParty } from '../../modules/cases/company/participating.ts';
import { splitCase } from '../../modules/cases/company/splitting.ts';
import { mergeCustomer, unmergeCustomer } from '../../modules/customers/index.ts';
import { readForm } from '../../modules/forms/defining.ts';
import { openFromForm, sendForm } from '../../modules/forms/sending.ts';
import { speak } from '../../modules/forms/showing.ts';
import { erasePerson } from '../../modules/privacy/index.ts';
import { type Act, later, type Numbers, onCase, onPage } from './acting.ts';
import { asCustomer, asLead, asStaff, openAs, pick, type World } from './world.ts';

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

export const deskActs: Record<string, [weight: number, act: Act]> = {
  'customer opens': [2, (world, { a }) => openAs(world, a)],
  'customer mails': [2, async (world, { a }) => receiveMail(world.house.system(), await mailOf(world, a))],
  'customer sends a form': [2, sendsForm],
  'form noted by phone': [
    1,
    async (world, { a, b }) => {
      const ctx = await asStaff(world, a);
      const customerId = pick(world.customers, b)!;
      return ctx === undefined
        ? undefined
        : sendForm(ctx, world.town.formId, { customerId, subject: 'A worktop', text: 'To be measured.' });
    },
  ],
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
  'unmerges customers': [1, unmergesCustomers],
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

/** On the public page: what it asks is answered, and its steps begin as tasks. */
async function sendsForm(world: World, { a }: Numbers) {
  const ctx = await asCustomer(world, a);
  const { id, name } = ctx.actor as Extract<Context['actor'], { kind: 'customer' }>;
  const row = await ctx.db.selectFrom('customers').select('organisation_id').where('id', '=', id).executeTakeFirst();
  const form = await readForm(ctx, world.town.formId);
  return transact(ctx, (ctx) =>
    openFromForm(ctx, form, speak(form, [], form.language), {
      customer: { id, name, organisationId: row?.organisation_id ?? null },
      replyAddress: `${id}@mail.example`,
      subject: 'A worktop',
      text: 'Please measure it.',
      wish: 'It fits',
      values: {},
      channel: 'form',
    }),
  );
}

async function mailOf(world: World, who: number) {
  const from = `${pick(world.customers, who)!}@mail.example`;
  const id = `${String(world.told.length)}.${from}`;
  const raw = `From: Somebody <${from}>\r\nTo: hello@larch.example\r\nSubject: The delivery\r\nMessage-ID: <${id}>\r\n\r\nWhen does it come?\r\n`;
  return { raw: Buffer.from(raw), door: 'smtp' as const, envelope: { from, to: ['hello@larch.example'] } };
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

async function unmergesCustomers(world: World, { n }: Numbers) {
  const rows = await world.house.db
    .selectFrom('customers')
    .select(['id', 'merged_into'])
    .where('id', 'in', world.customers)
    .where('merged_into', 'is not', null)
    .orderBy('id')
    .execute();
  const one = pick(rows, n);
  return one === undefined ? undefined : unmergeCustomer(await asLead(world), one.merged_into!, one.id);
}
