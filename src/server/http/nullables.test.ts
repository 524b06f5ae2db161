import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { Instant, Nullable } from '../../contract/shapes.ts';
import { withNullables } from './nullables.ts';

test('this or null is said by nullable, however deep; other unions stay as they are', () => {
  const shape = Type.Object({
    at: Nullable(Instant),
    rows: Type.Array(Nullable(Type.Object({ share: Nullable(Type.Number()) }))),
    either: Type.Union([Type.String(), Type.Number()]),
    any: Type.Union([Type.String(), Type.Number(), Type.Null()]),
  });
  const rewritten = JSON.parse(JSON.stringify(withNullables(shape)));
  expect(rewritten).toMatchObject({
    type: 'object',
    required: ['at', 'rows', 'either', 'any'],
    properties: {
      at: { type: 'string', format: 'date-time', nullable: true },
      rows: { type: 'array', items: { nullable: true, properties: { share: { type: 'number', nullable: true } } } },
      either: { anyOf: [{ type: 'string' }, { type: 'number' }] },
      any: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] },
    },
  });
  expect(JSON.parse(JSON.stringify(shape)).properties.at.anyOf).toHaveLength(2);
});
