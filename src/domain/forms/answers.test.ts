import { describe, expect, it } from 'vitest';
import { neverAsked, type Question, readAnswers } from './answers.ts';

const question = (key: string, more: Partial<Question> = {}): Question => ({
  key,
  name: key,
  kind: 'text',
  choices: [],
  required: false,
  searchable: false,
  retired: false,
  kinds: [],
  showWhen: null,
  requiredAt: 'closing',
  needed: false,
  formWhen: null,
  ...more,
});

describe('answers of a form', () => {
  const questions = [
    question('device', { kind: 'choice', choices: ['Phone', 'Laptop'], needed: true }),
    question('serial', { needed: true, formWhen: { field: 'device', is: ['Laptop'] } }),
    question('extras', { kind: 'choices', choices: ['Bag', 'Mouse'] }),
    question('seats', { kind: 'number' }),
  ];
  it('are required only where they are asked', () => {
    expect(readAnswers(questions, 'request', {}).problems).toEqual([{ key: 'device', problem: 'required' }]);
    expect(readAnswers(questions, 'request', { device: 'Phone' }).problems).toEqual([]);
    expect(readAnswers(questions, 'request', { device: 'Laptop' }).problems).toEqual([
      { key: 'serial', problem: 'required' },
    ]);
  });
  it('to questions that do not apply are left out', () => {
    expect(readAnswers(questions, 'request', { device: 'Phone', serial: 'X' }).values).toEqual({ device: 'Phone' });
  });
  it('come as one text or several', () => {
    const { values } = readAnswers(questions, 'request', { device: 'Phone', extras: 'Bag', seats: ' 3 ' });
    expect(values).toEqual({ device: 'Phone', extras: ['Bag'], seats: 3 });
    expect(readAnswers(questions, 'request', { device: 'Phone', extras: ['Mouse', 'Bag'] }).values['extras']).toEqual([
      'Bag',
      'Mouse',
    ]);
    expect(readAnswers(questions, 'request', { device: 'Boat', seats: 'many' }).problems).toEqual([
      { key: 'device', problem: 'wrong' },
      { key: 'seats', problem: 'wrong' },
    ]);
  });
  it('that can never be given are told when the form is made', () => {
    expect(neverAsked([question('a', { formWhen: { field: 'gone', is: ['x'] } })], 'request')).toHaveLength(1);
    expect(neverAsked([question('a', { kinds: ['incident'] })], 'request')).toHaveLength(1);
    expect(neverAsked(questions, 'request')).toEqual([]);
  });
});
