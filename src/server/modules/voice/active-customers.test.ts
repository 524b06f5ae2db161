import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { addCustomer } from '../../testing/desk.ts';
import { surveysOfFile } from '../../testing/surveys.ts';
import { closeCase, openCase } from '../cases/index.ts';
import { writeToMyCase } from '../cases/my-cases.ts';
import { createCustomer, mergeCustomer, readCustomer, recordPurchase } from '../customers/index.ts';
import { countUnheard, listUnheard } from '../needs/unheard.ts';
import { listInvitations, readListening } from './listening.ts';
import { planWave } from './surveys/waves.ts';
import { tickVoice } from './ticking.ts';

const day = 86_400_000;
const start = new Date('2026-05-04T08:00:00Z');
const surveys = surveysOfFile(start);
const mara = () => surveys.mara();

/** Somebody entered by hand, of whom nothing was heard yet. */
const added = async (name: string) => (await createCustomer(mara(), { name, email: `${newId()}@example.org` })).id;
const bought = (customerId: string, at: Date, amount = 100) =>
  recordPurchase(mara(), customerId, { at: at.toISOString(), amount });
const heardAt = async (id: string) => (await readCustomer(mara(), id)).lastHeardAt;
const unheard = async () => {
  await countUnheard(mara());
  return (await listUnheard(mara(), { limit: 200 })).items;
};

describe('a customer who is known and says something', () => {
  it.each(['phone', 'api', 'mail'] as const)('over the channel %s has been heard of now', async (channel) => {
    const id = await added(`Known by ${channel}`);
    expect(await heardAt(id)).toBeNull();
    const before = (await readListening(mara())).active;
    await openCase(mara(), { customerId: id, subject: 'A leak', text: 'It leaks.', channel });
    expect(await heardAt(id)).toBe(start.toISOString());
    expect((await readListening(mara())).active).toBe(before + 1);
  });

  it('on his own page is heard of anew each time', async () => {
    const id = await added('Writer');
    const { caseId, number } = await openCase(mara(), { customerId: id, subject: 'A leak', text: 'It leaks.' });
    surveys.house.setClock(3 * day);
    await closeCase(mara(), caseId, {});
    const him: Context = { ...mara(), actor: { kind: 'customer', id, name: 'Writer' } };
    await writeToMyCase(him, number, { text: 'It leaks again.' });
    expect(await heardAt(id)).toBe(new Date(start.getTime() + 3 * day).toISOString());
  });
});

describe('a customer who buys and never writes', () => {
  let quiet: string;
  let gone: string;
  let merged: string;
  beforeAll(async () => {
    quiet = await added('Quiet');
    gone = await added('Gone');
    merged = await added('Merged');
    const other = await added('Other record');
    await bought(quiet, new Date(start.getTime() - 200 * day), 900);
    await bought(gone, new Date(start.getTime() - 400 * day), 5000);
    await bought(other, new Date(start.getTime() - 10 * day), 70);
    await mergeCustomer(mara(), merged, other);
  });

  it('is one of those nobody has heard from, by what he bought', async () => {
    const rows = await unheard();
    const mine = rows.filter(({ customer }) => [quiet, gone, merged].includes(customer.id));
    expect(mine.map(({ customer, value, lastWroteAt }) => [customer.name, value, lastWroteAt])).toEqual([
      ['Quiet', 900, null],
      ['Merged', 70, null],
    ]);
  });

  it('counts where listening is measured, once, until a year has gone by', async () => {
    const before = (await readListening(mara())).active;
    const id = await added('Twice');
    await bought(id, new Date(start.getTime() - 10 * day));
    await bought(id, new Date(start.getTime() - 5 * day));
    expect((await readListening(mara())).active).toBe(before + 1);
    await openCase(mara(), { customerId: id, subject: 'A leak', text: 'It leaks.' });
    expect((await readListening(mara())).active).toBe(before + 1);
  });

  it('may be drawn by a wave, and who did neither is not', async () => {
    const wrote = await addCustomer(surveys.house);
    const never = await added('Never');
    const survey = await surveys.make({ programme: 'relational', active: true });
    await planWave(mara(), survey.id, { name: 'Spring', startsAt: start.toISOString(), share: 1 });
    await tickVoice(mara());
    const asked = await listInvitations(mara(), { surveyId: survey.id, limit: 200 });
    const ids = asked.items.map(({ customer }) => customer.id);
    expect([quiet, merged, wrote].every((id) => ids.includes(id))).toBe(true);
    expect([gone, never].some((id) => ids.includes(id))).toBe(false);
  });
});
