import { describe, expect, it } from 'vitest';
import { newId } from '../../../store/identity.ts';
import { addCase, addCustomer } from '../../../testing/desk.ts';
import { surveysOfFile } from '../../../testing/surveys.ts';
import { recordAnswer } from './answering.ts';
import { saveSegment } from '../../customers/listing/segments.ts';
import { addTouchpoint } from '../../journeys/index.ts';
import { readNonResponse } from './survey-non-response.ts';
import { readResults } from './survey-results.ts';

const start = new Date('2026-03-31T09:42:00Z');
const surveys = surveysOfFile(start);

describe('results', () => {
  it('carry n and interval, and compare those who answered with those who did not', async () => {
    const survey = await surveys.make();
    for (let n = 0; n < 24; n++) {
      const token = await surveys.askedByLink(
        survey,
        await addCustomer(surveys.house, { language: n < 12 ? 'de' : 'en' }),
      );
      if (n < 10) await recordAnswer(surveys.house.system(), { token, likely: n < 6 ? 10 : 3 });
    }
    const results = await readResults(surveys.mara(), survey.id, {});
    expect(results).toMatchObject({ n: 10, trend: { key: 'likely', months: [{ month: '2026-03-01' }] } });
    expect(results.questions[0]).toMatchObject({ key: 'likely', n: 10, share: { k: 6, n: 10 } });
    const bias = await readNonResponse(surveys.mara(), survey.id, {});
    expect(bias).toMatchObject({ responders: 10, others: 14 });
    expect(bias.fields[0]).toMatchObject({
      field: 'language',
      flagged: true,
      responders: { n: 10 },
      others: { n: 14 },
    });
  });
});

describe('results by group', () => {
  it('stand per touchpoint and per saved segment, small groups unseen, and can be narrowed to a segment', async () => {
    const survey = await surveys.make();
    const gold = await saveSegment(surveys.mara(), { name: 'Gold', filter: { tag: 'gold' }, shared: true });
    const touchpoint = await addTouchpoint(surveys.mara(), { name: `Counter ${newId()}`, channel: 'phone' });
    for (let n = 0; n < 12; n++) {
      const customerId = await addCustomer(surveys.house, { tags: n < 6 ? ['gold'] : n < 8 ? ['new'] : [] });
      const token = await surveys.askedByLink(survey, customerId);
      if (n === 11) continue;
      await recordAnswer(surveys.house.system(), { token, likely: n < 6 ? 10 : 2 });
      if (n >= 6) continue;
      const caseId = await addCase(surveys.house, customerId, { channel: 'phone', state: 'closed' });
      await surveys.house.db
        .insertInto('contacts')
        .values({
          contact: `case:${caseId}`,
          customer_id: customerId,
          case_id: caseId,
          channel: 'phone',
          touchpoint_id: touchpoint.id,
        })
        .execute();
      await surveys.house.db
        .updateTable('answers')
        .set({ case_id: caseId })
        .where('survey_id', '=', survey.id)
        .where('customer_id', '=', customerId)
        .execute();
    }
    const small = await saveSegment(surveys.mara(), { name: 'New', filter: { tag: 'new' }, shared: true });
    const results = await readResults(surveys.mara(), survey.id, {});
    expect(results.touchpoints).toMatchObject([{ id: touchpoint.id, figure: { k: 6, n: 6 } }]);
    expect(results.segments).toMatchObject([{ id: gold.id, name: 'Gold', figure: { k: 6, n: 6 } }]);
    expect(results.segmentsTooSmall).toBe(1);
    expect(await readResults(surveys.mara(), survey.id, { segment: gold.id })).toMatchObject({ n: 6 });
    expect(await readResults(surveys.mara(), survey.id, { segment: small.id })).toMatchObject({ n: 0 });
    expect(await readResults(surveys.mara(), survey.id, { touchpointId: touchpoint.id })).toMatchObject({ n: 6 });
    const stranger = surveys.house.as(await surveys.house.staff('manager'));
    const own = await saveSegment(surveys.mara(), { name: 'Mine', filter: { tag: 'gold' } });
    await expect(readResults(stranger, survey.id, { segment: own.id })).rejects.toMatchObject({
      code: 'segment-not-found',
    });
    const bias = (await readNonResponse(surveys.mara(), survey.id, {})).fields.find(({ field }) => field === 'segment');
    expect(bias).toMatchObject({ value: 'Gold', responders: { k: 6, n: 11 }, others: { k: 0, n: 1 } });
    expect(bias!.low).toBeLessThan(bias!.high!);
  });
});
