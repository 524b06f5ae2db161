import { expect, test } from 'vitest';
import { withoutWords } from './plain-data.ts';

test('identifiers, numbers, times and words of ours stay; what people said goes', () => {
  const id = '0190c0de-0000-7000-8000-000000000000';
  expect(
    withoutWords({
      caseId: id,
      number: 7,
      dueAt: '2026-03-31T09:00:00Z',
      what: 'call Renate back',
      mentions: [id, 'Renate'],
      after: { state: 'open', tags: ['Renate'] },
      because: 'Renate asked',
      silent: false,
    }),
  ).toEqual({
    caseId: id,
    number: 7,
    dueAt: '2026-03-31T09:00:00Z',
    what: '',
    mentions: [id],
    after: { state: 'open', tags: [] },
    because: '',
    silent: false,
  });
});
