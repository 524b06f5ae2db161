import { expect, test } from 'vitest';
import { signedBy } from './signing.ts';

test('a signature names whoever answers', () => {
  expect(signedBy('Kind regards\n{{agent.name}}\nLarch & Lime', 'Ines Okafor')).toBe(
    'Kind regards\nInes Okafor\nLarch & Lime',
  );
  expect(signedBy('Yours, {{ agent.firstName }}', 'Ines Okafor')).toBe('Yours, Ines');
  expect(signedBy('{{agent.firstName}}', 'Dr. Okafor')).toBe('Dr. Okafor');
});

test('where no person answers, the line of his name is left out and empty lines stay', () => {
  expect(signedBy('Kind regards\n{{agent.name}}\n\nLarch & Lime', undefined)).toBe('Kind regards\n\nLarch & Lime');
});

test('a name is taken as it is, whatever signs it has', () => {
  expect(signedBy('{{agent.name}}', "$& O'Neil <b>")).toBe("$& O'Neil <b>");
  expect(signedBy('{{customer.name}}', 'Ines')).toBe('{{customer.name}}');
});
