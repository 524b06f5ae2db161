import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../store/identity.ts';
import { addCustomer } from '../../testing/desk.ts';
import { likely, surveysOfFile } from '../../testing/surveys.ts';
import { channelSeeds, createMailbox } from '../channels/index.ts';
import { mergeCustomer, unmergeCustomer } from '../customers/index.ts';
import { countUnheard, listUnheard } from '../needs/unheard.ts';
import { readListening } from './listening.ts';
import { readCandidates, readRhythms } from './radar/radar-sign-queries.ts';
import { openRecovery } from './recoveries/recoveries.ts';
import { stopAsking } from './surveys/answering.ts';
import { askCustomer, listWaitingAsks } from './surveys/asks-on-pages.ts';
import { readAskInPanel } from './surveys/asks-in-widget.ts';

const day = 86_400_000;
const start = new Date('2026-05-04T08:00:00Z');
const surveys = surveysOfFile(start);

beforeAll(async () => {
  await surveys.house.settle([channelSeeds]);
  await createMailbox(surveys.house.as(await surveys.house.staff('owner', 'Olga')), {
    name: 'Desk',
    address: 'desk@tapworks.example',
    fromName: 'Tapworks',
    isDefault: true,
    simulated: true,
  });
});

const mara = () => surveys.mara();
const make = (quietDays = 0) => surveys.make({ questions: [likely], quietDays });

function bought(customerId: string, days: readonly number[]) {
  return surveys.house.db
    .insertInto('purchases')
    .values(
      days.map((ago) => ({
        id: newId(),
        customer_id: customerId,
        at: new Date(start.getTime() - ago * day),
        amount: 100,
        currency: 'EUR',
        description: 'Tap',
      })),
    )
    .execute();
}

describe('whoever was merged into another', () => {
  it('and has said that he wants no questions is asked none, and gets them at the address he has', async () => {
    const [survey, one, other] = [
      await make(),
      await addCustomer(surveys.house, { email: null }),
      await addCustomer(surveys.house),
    ];
    const { url } = await askCustomer(mara(), survey.id, { customerId: other, way: 'link' });
    await mergeCustomer(mara(), one, other);
    surveys.house.setClock(10 * day);
    // the record that is left has no address of its own
    expect(await askCustomer(mara(), survey.id, { customerId: one, way: 'mail' })).toMatchObject({ state: 'sent' });
    await unmergeCustomer(mara(), one, other);
    await stopAsking(surveys.house.system(), url!.split('/').at(-1)!);
    expect(await askCustomer(mara(), survey.id, { customerId: one, way: 'link' })).not.toMatchObject({
      withheldBecause: 'opted_out',
    });
    await mergeCustomer(mara(), one, other);
    surveys.house.setClock(20 * day);
    expect(await askCustomer(mara(), survey.id, { customerId: one, way: 'link' })).toMatchObject({
      withheldBecause: 'opted_out',
    });
  });

  it('is one customer to the radar: his rhythm, his worth, his recovery', async () => {
    const [one, other] = [await addCustomer(surveys.house, { email: null }), await addCustomer(surveys.house)];
    await bought(one, [90, 76]);
    await bought(other, [83, 69]);
    await mergeCustomer(mara(), one, other);
    const rhythm = (await readRhythms(surveys.house.db, start)).find(({ id }) => id === one);
    expect(rhythm).toMatchObject({ gaps: 3, days: 21 });
    const found = async () =>
      (await readCandidates(surveys.house.db, [one, other], start)).filter(({ id }) => id === one);
    expect(await found()).toMatchObject([{ value: 400, mail: true }]);
    await openRecovery(mara(), { customerId: other, loss: 'Waited' });
    expect(await found()).toEqual([]);
  });

  it('was heard when either was, and is worth what both bought', async () => {
    const [one, other, silent] = [
      await addCustomer(surveys.house),
      await addCustomer(surveys.house),
      await addCustomer(surveys.house),
    ];
    await bought(one, [10]);
    await bought(other, [20, 30]);
    await bought(silent, [5]);
    await mergeCustomer(mara(), one, other);
    await countUnheard(mara());
    const row = async (id: string) =>
      (await listUnheard(mara(), { limit: 200 })).items.find((each) => each.customer.id === id);
    expect(await row(one)).toMatchObject({ value: 300 });
    const before = (await readListening(mara())).heard.k ?? 0;
    await surveys.house.db
      .insertInto('heard_customers')
      .values({ customer_id: other, at: start, way: 'answer' })
      .execute();
    await countUnheard(mara());
    expect([await row(one), (await row(silent))?.value]).toEqual([undefined, 100]);
    expect((await readListening(mara())).heard.k).toBe(before + 1);
  });
});

describe('what waits on a page', () => {
  it('is not shown while we owe a recovery, nor after he said that he wants no questions', async () => {
    const survey = await make();
    const [hurt, tired] = [await addCustomer(surveys.house), await addCustomer(surveys.house)];
    const links = new Map<string, string>();
    for (const id of [hurt, tired]) {
      links.set(id, (await askCustomer(mara(), survey.id, { customerId: id, way: 'link' })).url!);
      surveys.house.setClock(10 * day);
      expect(await askCustomer(mara(), survey.id, { customerId: id, way: 'widget' })).toMatchObject({ state: 'sent' });
      expect(await listWaitingAsks(surveys.house.system(), id, 'my', 'en')).toHaveLength(1);
      expect(await readAskInPanel(surveys.house.system(), id, 'en')).toBeDefined();
      surveys.house.setClock(start);
    }
    surveys.house.setClock(11 * day);
    await openRecovery(mara(), { customerId: hurt });
    await stopAsking(surveys.house.system(), links.get(tired)!.split('/').at(-1)!);
    for (const id of [hurt, tired]) {
      expect(await listWaitingAsks(surveys.house.system(), id, 'my', 'en')).toEqual([]);
      expect(await readAskInPanel(surveys.house.system(), id, 'en')).toBeUndefined();
    }
  });
});
