import { expect, test } from 'vitest';
import type { Field } from '../../../../contract/fields.ts';
import type { Form } from '../../../../contract/forms.ts';
import { putForm, questionsByHand, readingOf } from './questions.ts';

const field = (key: string, more: Partial<Field> = {}): Field => ({
  id: key,
  appliesTo: 'case',
  key,
  name: key.toUpperCase(),
  kind: 'text',
  choices: [],
  help: '',
  required: false,
  searchable: false,
  position: 0,
  retired: false,
  kinds: [],
  showWhen: null,
  requiredAt: 'opening',
  ...more,
});
const device = field('device', { kind: 'choice', choices: ['Phone', 'Laptop'], kinds: ['incident'] });
const serial = field('serial', { required: true, showWhen: { field: 'device', is: ['Laptop'] } });
const late = field('cause', { required: true, requiredAt: 'closing' });
const keysOf = (asked: readonly { key: string }[]) => asked.map((one) => one.key);

test('a case by hand is asked what its kind and its answers call for, and needs at opening only what is due then', () => {
  const questions = questionsByHand([device, serial, late]);
  expect(keysOf(readingOf(questions, 'question', {}).asked)).toEqual(['cause']);
  expect(keysOf(readingOf(questions, 'incident', { device: 'Phone' }).asked)).toEqual(['device', 'cause']);
  const laptop = readingOf(questions, 'incident', { device: 'Laptop' });
  expect(laptop.asked.map((one) => [one.key, one.required])).toEqual([
    ['device', false],
    ['serial', true],
    ['cause', false],
  ]);
  expect([...laptop.problems]).toEqual([['serial', 'required']]);
  const turned = readingOf(questions, 'incident', { device: 'Phone', serial: 'typed before' });
  expect([turned.values, turned.problems.size]).toEqual([{ device: 'Phone' }, 0]);
});

test('a form asks its own questions in the reader’s words, and what it needs', () => {
  const form = {
    id: 'f',
    slug: 'laptop',
    kind: 'incident',
    language: 'en',
    texts: {
      en: { title: 'Laptop', intro: 'Tell us.', questions: { device: { label: 'Which one?' } } },
      de: { title: 'Gerät', questions: { device: { choices: { Phone: 'Telefon' } } } },
    },
    questions: [
      { field: 'device', required: true, showWhen: null },
      { field: 'gone', required: true, showWhen: null },
    ],
    asks: { subject: false, text: 'optional', wish: true, files: false },
  } as unknown as Form;
  const put = putForm(form, [device, serial], 'de-AT');
  expect([put.title, put.intro]).toEqual(['Gerät', 'Tell us.']);
  expect(put.questions.map((one) => [one.key, one.label, one.labels['Phone']])).toEqual([
    ['device', 'Which one?', 'Telefon'],
  ]);
  expect([...readingOf(put.questions, put.kind, {}).problems]).toEqual([['device', 'required']]);
});
