import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { importReviews, listReviews } from './reviews.ts';

const start = new Date('2026-05-04T08:00:00Z');
let house: TestHouse;
let manager: Extract<Actor, { kind: 'staff' }>;

beforeAll(async () => {
  house = await openTestHouse();
  manager = await house.staff('manager', 'Mara');
});
afterAll(() => house.close());
beforeEach(() => house.setClock(start));

const mara = () => house.as(manager);
const bring = (source: string, csv: string, days?: 'day-first' | 'month-first') =>
  importReviews(mara(), { source, csv, days });

async function all(source: string) {
  const { items } = await listReviews(mara(), { source, limit: 200 });
  return items.map(({ at, rating, words, author }) => [at.slice(0, 10), rating, words, author]);
}

describe('a table of reviews', () => {
  it('comes as a German spreadsheet writes it: mark, semicolons, commas in numbers, days with points, lines in quotes', async () => {
    const source = `Portal ${newId()}`;
    const csv =
      '\uFEFFDatum;Sterne;Bewertungstext;Verfasser\r\n' +
      '03.04.2026;4,5;"Sehr ""nett""; gern\r\nwieder";Jörg Weiß\r\n' +
      '\r\n' +
      '31.04.2026;5;"Gibt es\r\nnicht";Eva\r\n' +
      '12.03.2026;★★☆☆☆;Zu spät;Ülkü\r\n';
    expect(await bring(source, csv)).toMatchObject({
      added: 2,
      known: 0,
      refusedCount: 1,
      refused: [{ line: 5, because: '“31.04.2026” is no day that can be read; write it like 2026-04-03.' }],
    });
    expect(await all(source)).toEqual([
      ['2026-04-03', 4.5, 'Sehr "nett"; gern\r\nwieder', 'Jörg Weiß'],
      ['2026-03-12', 2, 'Zu spät', 'Ülkü'],
    ]);
  });

  it('says which days are doubtful, and reads them when the table or a person tells', async () => {
    const source = `Map ${newId()}`;
    const doubtful = 'Review Created,Review Stars,Review Title,Review Content\n03/04/2026,1,Late,Three weeks\n';
    expect(await bring(source, doubtful)).toMatchObject({ added: 0, refused: [{ line: 2 }] });
    expect(await bring(source, `${doubtful}12/25/2025,5,,Fine\n`)).toMatchObject({ added: 2, refusedCount: 0 });
    expect(await all(source)).toEqual([
      ['2026-03-04', 1, 'Late\n\nThree weeks', ''],
      ['2025-12-25', 5, 'Fine', ''],
    ]);
    const other = `Map ${newId()}`;
    expect(await bring(other, doubtful, 'day-first')).toMatchObject({ added: 1 });
    expect((await all(other))[0]![0]).toBe('2026-04-03');
  });

  it('keeps two strangers who say the same apart, and the same table twice together', async () => {
    const source = `Till ${newId()}`;
    const csv = 'rating,at\n5,2026-04-01\n5,2026-04-01\n5,2026-04-01\n1,2026-04-01\n';
    expect(await bring(source, csv)).toMatchObject({ added: 4, known: 0 });
    expect(await bring(source, csv)).toMatchObject({ added: 0, known: 4 });
    expect(await bring(source, `sep=;\nrating;author\n5;Jo\n5;Jo\n`)).toMatchObject({ added: 1, known: 1 });
  });

  it('of ten thousand rows is taken in whole; one that is longer than may be, or broken, not at all', async () => {
    const source = `Bulk ${newId()}`;
    const row = (at: number) =>
      `${(at % 5) + 1},"Row ${at}, said",Person ${at},2026-03-${String((at % 28) + 1).padStart(2, '0')}`;
    const table = (rows: number) =>
      ['rating,words,author,date', ...Array.from({ length: rows }, (_, at) => row(at))].join('\n');
    expect(await bring(source, table(10_000))).toMatchObject({ added: 10_000, known: 0, refusedCount: 0 });
    await expect(bring(source, table(20_001))).rejects.toMatchObject({ code: 'review-table-long' });
    await expect(bring(source, 'rating,words\n5,"begun\n4,fine\n')).rejects.toMatchObject({
      code: 'review-table-broken',
    });
    await expect(bring(source, 'a,b\n1,2')).rejects.toMatchObject({ code: 'review-table' });
  });
});
