import { describe, expect, it } from 'vitest';
import { askedFields, type CaseField, changedValues, heldAt } from './asking.ts';

const field = (key: string, more: Partial<CaseField> = {}): CaseField => ({
  key,
  name: key,
  kind: 'choice',
  choices: ['a', 'b'],
  required: false,
  searchable: false,
  retired: false,
  kinds: [],
  showWhen: null,
  requiredAt: 'closing',
  ...more,
});
const keys = (fields: readonly CaseField[]) => fields.map((one) => one.key);

describe('fields of a case', () => {
  const fields = [
    field('device'),
    field('serial', { showWhen: { field: 'device', is: ['a'] } }),
    field('battery', { showWhen: { field: 'serial', is: ['b'] } }),
    field('damage', { kinds: ['incident'] }),
    field('seen', { kind: 'yes-no' }),
    field('where', { showWhen: { field: 'seen', is: ['true'] } }),
  ];
  it('are asked by kind and by what another field says', () => {
    expect(keys(askedFields(fields, 'question', {}))).toEqual(['device', 'seen']);
    expect(keys(askedFields(fields, 'incident', { device: 'a', seen: true }))).toEqual([
      'device',
      'serial',
      'damage',
      'seen',
      'where',
    ]);
  });
  it('that hang on one which is not asked are not asked', () => {
    expect(keys(askedFields(fields, 'question', { device: 'b', serial: 'b' }))).not.toContain('battery');
    expect(keys(askedFields(fields, 'question', { device: 'a', serial: 'b' }))).toContain('battery');
  });
  it('in a ring are not asked, and nothing hangs', () => {
    const ring = [
      field('one', { showWhen: { field: 'two', is: ['a'] } }),
      field('two', { showWhen: { field: 'one', is: ['a'] } }),
    ];
    expect(askedFields(ring, 'question', { one: 'a', two: 'a' })).toEqual([]);
  });
  it('are required at opening or only at closing', () => {
    const required = [field('now', { required: true, requiredAt: 'opening' }), field('later', { required: true })];
    expect(heldAt(required, 'opening').map((one) => one.required)).toEqual([true, false]);
    expect(heldAt(required, 'closing').map((one) => one.required)).toEqual([true, true]);
  });
  it('say what changed and nothing else', () => {
    expect(changedValues({ a: 1, b: ['x'] }, { a: 1, c: true })).toEqual({
      before: { b: ['x'], c: null },
      after: { b: null, c: true },
    });
    expect(changedValues({ a: ['x'] }, { a: ['x'] })).toBeUndefined();
  });
});
