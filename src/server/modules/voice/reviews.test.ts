import { describe, expect, it } from 'vitest';
import { newId } from '../../store/identity.ts';
import { addCustomer } from '../../testing/desk.ts';
import { surveysOfFile } from '../../testing/surveys.ts';
import { askCustomer } from './surveys/asks-on-pages.ts';
import { addReview, importReviews, listReviews, nameReviewer } from './reviews.ts';
import { listRecoveries } from './recoveries/recoveries.ts';
import { changeSettings } from './settings.ts';
import { listHeard } from '../needs/hearing.ts';
import { takeInWords } from '../needs/taking-in.ts';

const start = new Date('2026-03-31T09:42:00Z');
const surveys = surveysOfFile(start);

describe('reviews', () => {
  it('that are bad open a recovery once, when their author is known or is named later; an old one does not', async () => {
    const customerId = await addCustomer(surveys.house);
    const bad = {
      source: 'Town',
      key: newId(),
      rating: 1,
      words: 'Never again',
      email: `${customerId}@example.org`,
      at: start.toISOString(),
    };
    const review = await addReview(surveys.mara(), bad);
    expect(review.recoveryId).not.toBeNull();
    expect((await addReview(surveys.mara(), bad)).recoveryId).toBe(review.recoveryId);
    await nameReviewer(surveys.mara(), review.id, customerId);
    const opened = (await listRecoveries(surveys.mara(), { customerId })).items;
    expect(opened).toMatchObject([
      { id: review.recoveryId, source: 'review', severity: 'severe', words: 'Never again', state: 'open' },
    ]);
    expect(await askCustomer(surveys.mara(), (await surveys.make()).id, { customerId })).toMatchObject({
      withheldBecause: 'recovery_open',
    });

    const stranger = await addReview(surveys.mara(), {
      source: 'Town',
      key: newId(),
      rating: 2,
      words: 'Slow',
      author: 'B.',
    });
    expect(stranger).toMatchObject({ customer: null, recoveryId: null });
    expect((await listReviews(surveys.mara(), { bad: true, named: false })).items.map(({ id }) => id)).toContain(
      stranger.id,
    );
    const other = await addCustomer(surveys.house);
    await takeInWords(surveys.house.system());
    const named = await nameReviewer(surveys.mara(), stranger.id, other);
    await takeInWords(surveys.house.system());
    expect((await listHeard(surveys.mara(), { customerId: other })).items).toMatchObject([
      { source: 'review', words: 'Slow' },
    ]);
    expect(named.customer).toMatchObject({ id: other });
    expect((await listRecoveries(surveys.mara(), { customerId: other })).items).toMatchObject([
      { id: named.recoveryId, source: 'review' },
    ]);
    await expect(nameReviewer(surveys.mara(), stranger.id, customerId)).rejects.toMatchObject({
      code: 'review-has-author',
    });

    const [old, good, off] = [
      await addCustomer(surveys.house),
      await addCustomer(surveys.house),
      await addCustomer(surveys.house),
    ];
    const csv = `rating,words,at,email,key\n1,Bad,2024-01-05,${old}@example.org,a1\n5,Good,2026-03-01,${good}@example.org,a2\n`;
    expect(await importReviews(surveys.mara(), { source: 'List', csv })).toMatchObject({ added: 2 });
    await changeSettings(surveys.mara(), { reviewsOpenRecovery: false });
    await addReview(surveys.mara(), { source: 'Town', key: newId(), rating: 1, email: `${off}@example.org` });
    await changeSettings(surveys.mara(), { reviewsOpenRecovery: true });
    for (const id of [old, good, off])
      expect((await listRecoveries(surveys.mara(), { customerId: id })).items).toEqual([]);
  });

  it('stand on one scale, are linked where the customer is known, and the same one twice is one', async () => {
    const customerId = await addCustomer(surveys.house);
    const review = {
      source: 'Shop',
      rating: 8,
      scaleFrom: 0,
      scaleTo: 10,
      words: 'Fine',
      email: `${customerId}@example.org`,
    };
    const added = await addReview(surveys.mara(), review);
    expect(added).toMatchObject({ score: 0.8, customer: { id: customerId } });
    expect((await addReview(surveys.mara(), review)).id).toBe(added.id);
    const csv =
      'rating;words;at;author\n4;Sehr nett und schnell, ich komme gerne wieder zu Ihnen;2026-03-01;Jo\n9;off;;\nx;y;;\n';
    expect(await importReviews(surveys.mara(), { source: 'Map', csv })).toMatchObject({
      added: 1,
      known: 0,
      refused: [{ line: 3 }, { line: 4 }],
    });
    expect((await listReviews(surveys.mara(), { source: 'Map' })).items).toMatchObject([
      { score: 0.75, language: 'de' },
    ]);
    await expect(importReviews(surveys.mara(), { source: 'Map', csv: 'a,b\n1,2' })).rejects.toThrow(/table/);
  });
});
