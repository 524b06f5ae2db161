import { expect, test } from 'vitest';
import { learnExpectations } from './expectations.ts';

const start = Date.parse('2026-03-01T09:00:00Z');
const said = (hours: number, text: string, fromCustomer = true, caseId = 'one', channel = 'mail') => ({
  caseId,
  at: new Date(start + hours * 3_600_000),
  fromCustomer,
  channel,
  text,
});

test('two customers with the same issue are told apart by how they write', () => {
  const hurried = learnExpectations([
    said(0, 'Hi, my gable leaks, please fix asap!'),
    said(1, 'We are on it.', false),
    said(1.2, 'Cheers, quick please'),
  ]);
  const careful = learnExpectations([
    said(0, 'Dear Sir, could you explain in detail why my gable leaks? Kind regards'),
    said(24, 'It is the flashing.', false),
    said(60, 'Dear Mr Roth, please explain exactly which part. Kind regards'),
  ]);
  expect(hurried).toMatchObject({ pace: { value: 'fast' }, formality: { value: 'informal' } });
  expect(careful).toMatchObject({ pace: { value: 'thorough', k: 2, n: 2 }, formality: { value: 'formal' } });
  expect(careful.pace?.quote).toContain('explain');
});

test('who asks for news after two and a half days is to be told every two', () => {
  const learned = learnExpectations([
    said(0, 'The gable leaks'),
    said(2, 'We look into it', false),
    said(62, 'Any news?'),
    said(63, 'Tomorrow', false),
    said(123, 'I am still waiting'),
  ]);
  expect(learned['told-every']).toMatchObject({ value: '2', n: 2, confidence: 'fair' });
});

test('nothing is claimed from nothing, nor from signs that contradict each other', () => {
  expect(learnExpectations([])).toEqual({});
  const torn = learnExpectations([said(0, 'asap please'), said(30, 'explain in detail'), said(60, 'Ok')]);
  expect(torn.pace).toBeUndefined();
  expect(torn.channel).toMatchObject({ value: 'mail', k: 3, n: 3, confidence: 'fair' });
});
