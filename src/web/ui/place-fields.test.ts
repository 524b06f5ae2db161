import { expect, test } from 'vitest';
import { zonesOf } from './place-fields.tsx';

test('zones stand under their part of the world, and one that is chosen stays even when it is unknown here', () => {
  const groups = new Map(zonesOf('Mars/Olympus'));
  expect(groups.get('Europe')).toContain('Europe/Lisbon');
  expect(groups.get('UTC')).toContain('UTC');
  expect(groups.get('Mars')).toEqual(['Mars/Olympus']);
  expect(groups.get('Europe')).toEqual([...(groups.get('Europe') ?? [])].toSorted());
});
