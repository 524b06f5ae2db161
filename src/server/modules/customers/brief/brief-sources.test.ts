import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { noteOnCase, openConversation } from '../../cases/index.ts';
import { observe } from '../../voice/index.ts';
import { createCustomer } from '../changing.ts';
import { addNote } from '../records/noting.ts';
import { takeInWords } from '../../needs/taking-in.ts';
import { answerBrief, readBrief, takeBackAnswer } from './brief.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

async function customer(name: string) {
  const agent = house.as(await house.staff('agent'));
  const { id } = await createCustomer(agent, { name, email: `${newId()}@example.org` });
  const { caseId, messageId } = await house.db.transaction().execute((trx) =>
    openConversation(
      { ...house.system(), db: trx, trx },
      {
        customer: { id, name, organisationId: null },
        subject: 'Gable',
        text: 'The gable must be dry - before winter.',
        channel: 'portal',
        replyAddress: null,
        successWish: null,
        onlyHis: false,
      },
    ),
  );
  return { agent, id, caseId, messageId };
}

test('an answer keeps where its words stand and when they were said, in a message, a note of a case, or heard by staff', async () => {
  const { agent, id, caseId, messageId } = await customer('Anna');
  // marked on a page, the same words have other dashes and spaces
  const inMessage = await answerBrief(agent, id, 'need', {
    statement: 'A dry gable',
    quote: 'must  be dry – before winter',
    messageId,
  });
  expect(inMessage.slots[0]!.answer).toMatchObject({ source: 'message', messageId, caseNumber: expect.any(Number) });

  await noteOnCase(agent, caseId, { html: '<p>On the phone: she fears the scaffold in the garden.</p>' });
  const note = await house.db.selectFrom('messages').select('id').where('kind', '=', 'note').executeTakeFirstOrThrow();
  const inNote = await answerBrief(agent, id, 'worries', {
    statement: 'The garden',
    quote: 'she fears the scaffold',
    messageId: note.id,
  });
  expect(inNote.slots.find(({ question }) => question === 'worries')!.answer!.source).toBe('case-note');

  house.setClock(2 * 86_400_000);
  const heard = await observe(house.as(agent.actor), { words: 'They chose us for the slate', customerId: id });
  house.setClock(4 * 86_400_000);
  await answerBrief(house.as(agent.actor), id, 'why-us', {
    statement: 'The slate',
    quote: 'for the slate',
    source: { kind: 'observation', id: heard.id },
  });
  const written = await addNote(house.as(agent.actor), id, 'Wants a call every Friday');
  await answerBrief(house.as(agent.actor), id, 'expects', {
    statement: 'A call on Fridays',
    source: { kind: 'note', id: written.id },
  });
  const { slots } = await readBrief(house.as(agent.actor), id);
  const of = (question: string) => slots.find((slot) => slot.question === question)!.answer!;
  expect(of('why-us')).toMatchObject({ source: 'observation', sourceId: heard.id, saidAt: heard.heardAt });
  expect(of('expects')).toMatchObject({ source: 'note', sourceId: written.id });
});

test('words of another, of ours, or that do not stand there, are refused', async () => {
  const [anna, ben] = [await customer('Anna'), await customer('Ben')];
  const note = await observe(anna.agent, { words: 'Good slate', customerId: ben.id });
  const nobody = await observe(anna.agent, { words: 'Good slate' });
  const say = (input: Partial<Parameters<typeof answerBrief>[3]>) =>
    answerBrief(anna.agent, anna.id, 'need', { statement: 'x', ...input });
  await expect(say({ messageId: ben.messageId })).rejects.toMatchObject({ code: 'message-of-another' });
  for (const { id } of [note, nobody])
    await expect(say({ source: { kind: 'observation', id } })).rejects.toMatchObject({ code: 'words-of-another' });
  await expect(say({ source: { kind: 'answer', id: newId() } })).rejects.toMatchObject({ kind: 'invalid' });
  await expect(say({ messageId: anna.messageId, quote: 'I hate slate' })).rejects.toMatchObject({ code: 'not-said' });
  await house.db
    .insertInto('messages')
    .values({
      id: newId(),
      case_id: anna.caseId,
      at: house.now(),
      kind: 'message',
      direction: 'out',
      channel: 'portal',
      author_kind: 'staff',
      author_name: 'Mia',
      text: 'We will keep it dry.',
    })
    .execute();
  const ours = await house.db
    .selectFrom('messages')
    .select('id')
    .where('case_id', '=', anna.caseId)
    .where('author_kind', '=', 'staff')
    .executeTakeFirstOrThrow();
  await expect(say({ messageId: ours.id, quote: 'keep it dry' })).rejects.toMatchObject({ code: 'not-their-words' });
});

test('an answer noted wrongly is taken back, also as words of a customer, and the one before counts again', async () => {
  const { agent, id } = await customer('Cleo');
  const other = await customer('Dan');
  const now = async () => (await readBrief(agent, id)).slots.find(({ question }) => question === 'worries')!;
  const noted = async (statement: string) => {
    const { slots } = await answerBrief(agent, id, 'worries', { statement });
    return slots.find(({ question }) => question === 'worries')!.answer!.id;
  };
  await noted('The garden');
  const wrong = await noted('The dog next door');
  await takeInWords(house.system());
  const heard = () => house.db.selectFrom('heard_words').select('words').where('source_id', '=', wrong).execute();
  expect(await heard()).toHaveLength(1);
  await expect(takeBackAnswer(agent, other.id, 'worries', wrong)).rejects.toMatchObject({ code: 'answer-not-found' });
  await expect(takeBackAnswer(agent, id, 'need', wrong)).rejects.toMatchObject({ kind: 'not_found' });
  await takeBackAnswer(agent, id, 'worries', wrong);
  expect(await now()).toMatchObject({ answer: { statement: 'The garden' }, history: [] });
  expect(await heard()).toEqual([]);
  await takeInWords(house.system());
  expect(await heard()).toEqual([]);
  // an older one goes without a trace as well, and the last leaves the question open
  const third = await noted('The bees');
  await takeBackAnswer(agent, id, 'worries', (await now()).history[0]!.id);
  expect(await now()).toMatchObject({ answer: { id: third }, history: [] });
  const brief = await takeBackAnswer(agent, id, 'worries', third);
  expect([brief.known, (await now()).answer]).toEqual([0, null]);
  const events = await house.db.selectFrom('events').select('type').where('subject_id', '=', id).execute();
  expect(events.filter(({ type }) => type === 'customers.brief-taken-back')).toHaveLength(3);
});
