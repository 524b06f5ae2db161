import { expect, test } from 'vitest';
import { wayBack } from './bulk.ts';
import type { CaseRow } from '../cases.data.ts';

const row = (id: string, values: Partial<CaseRow>) =>
  ({
    id,
    assignee: null,
    team: null,
    priority: 'normal',
    kind: 'question',
    state: 'open',
    tags: [],
    ...values,
  }) as CaseRow;

test('cases with the same past go back together, each to what it was', () => {
  const tom = { id: 'tom', name: 'Tom' };
  const back = wayBack([row('1', {}), row('2', { assignee: tom }), row('3', {})], { assigneeId: 'maja' });
  expect(back).toEqual([
    { ids: ['1', '3'], patch: { assigneeId: null } },
    { ids: ['2'], patch: { assigneeId: 'tom' } },
  ]);
});

test('a tag that was there before stays there', () => {
  const back = wayBack([row('1', { tags: ['transit'] }), row('2', {})], { addTags: ['transit'] });
  expect(back).toEqual([{ ids: ['2'], patch: { removeTags: ['transit'] } }]);
});

test('what was closed before is not opened by taking a closing back', () => {
  expect(wayBack([row('1', { state: 'closed' }), row('2', {})], { close: true })).toEqual([
    { ids: ['2'], patch: { reopen: true } },
  ]);
});
