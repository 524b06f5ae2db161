import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { answerBrief } from './brief.ts';
import { nextQuestionOf } from './brief-asking.ts';
import { readBriefCoverage } from './brief-coverage.ts';
import { createCustomer } from '../changing.ts';
import { readCustomer } from '../reading.ts';
import { readExpectations, setExpectation } from './expectations.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

test('the next question fits the kind of case and is worded in the customer’s language', async () => {
  const agent = house.as(await house.staff('agent'));
  const { id } = await createCustomer(agent, { name: 'Grete', email: `${newId()}@example.org`, language: 'de' });
  const { next } = await nextQuestionOf(agent, id, 'complaint');
  expect(next).toMatchObject({ question: 'expects', because: 'unknown', fits: true, language: 'de' });
  await answerBrief(agent, id, 'expects', { statement: 'Ein Anruf' });
  expect((await nextQuestionOf(agent, id, 'complaint')).next?.question).toBe('perfect-outcome');
});

test('coverage counts fresh answers of the people asked about, and names those we know least', async () => {
  const agent = house.as(await house.staff('agent'));
  const { id } = await createCustomer(agent, { name: 'Otto', email: `${newId()}@example.org` });
  await answerBrief(agent, id, 'need', { statement: 'Old', saidAt: '2025-01-01T00:00:00Z' });
  const coverage = await readBriefCoverage(agent, {});
  expect(coverage.questions.find(({ question }) => question === 'need')).toMatchObject({ known: { k: 0 }, stale: 1 });
  expect(coverage.least[0]).toMatchObject({ customer: { name: 'Otto' }, known: 1, stale: 1 });
});

test('his own word counts more than ours, whoever spoke last, and taking it back brings ours out again', async () => {
  const agent = house.as(await house.staff('agent'));
  const { id } = await createCustomer(agent, { name: 'Paul', email: `${newId()}@example.org` });
  const paul = house.as({ kind: 'customer', id, name: 'Paul' });
  await setExpectation(paul, id, 'told-every', '2');
  const { items } = await setExpectation(agent, id, 'told-every', '7');
  expect(items.find(({ aspect }) => aspect === 'told-every')).toMatchObject({ value: '2', from: 'customer' });
  await setExpectation(paul, id, 'told-every', null);
  const after = await readExpectations(agent, id);
  expect(after.items.find(({ aspect }) => aspect === 'told-every')).toMatchObject({ value: '7', from: 'staff' });
  expect(() => setExpectation(agent, id, 'pace', 'leisurely')).toThrow('One of');
  const events = await house.db.selectFrom('events').select('type').where('subject_id', '=', id).execute();
  expect(events.filter(({ type }) => type === 'customers.expectation-said')).toHaveLength(3);
});

test('the language a customer chooses is the one he is mailed in, whatever we note of it', async () => {
  const agent = house.as(await house.staff('agent'));
  const { id } = await createCustomer(agent, { name: 'Pia', email: `${newId()}@example.org`, language: 'de' });
  const pia = house.as({ kind: 'customer', id, name: 'Pia' });
  await setExpectation(pia, id, 'language', 'fr');
  expect((await readCustomer(agent, id)).language).toBe('fr');
  await setExpectation(agent, id, 'language', 'es');
  expect((await readCustomer(agent, id)).language).toBe('fr');
  // taken back it stays the one we know
  await setExpectation(pia, id, 'language', null);
  expect((await readCustomer(agent, id)).language).toBe('fr');
  const events = await house.db.selectFrom('events').select(['type', 'data']).where('subject_id', '=', id).execute();
  expect(events.filter(({ type }) => type === 'customers.changed').map(({ data }) => data)).toMatchObject([
    { changed: ['language'] },
  ]);
});
