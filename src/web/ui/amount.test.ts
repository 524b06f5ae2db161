import { expect, test } from 'vitest';
import { amountOf } from './amount.ts';

test('thousands are thousands, whichever mark a language sets between them', () => {
  for (const text of ['1500', '1,500', '1.500', '1 500', '1’500', "1'500", '1,500.00', '1.500,00', '1\u202F500'])
    expect(amountOf(text), text).toBe(1500);
  for (const text of ['1,234,567', '1.234.567', '1,234,567.00']) expect(amountOf(text), text).toBe(1_234_567);
});

test('a fraction is a fraction, after a comma or a point', () => {
  for (const text of ['1.5', '1,5', '1.50', '1,50']) expect(amountOf(text), text).toBe(1.5);
  expect(amountOf('0,125')).toBe(0.125);
  expect(amountOf('.5')).toBe(0.5);
  expect(amountOf('1.234,56')).toBe(1234.56);
  expect(amountOf('1500.25')).toBe(1500.25);
});

test('what is no amount is none', () => {
  for (const text of ['', '-5', '1e9', 'ten', '1,50,0', '1.2.3', '1,23.4,5', '12,34.5', '€5', '5,', '.'])
    expect(amountOf(text), text).toBeNaN();
});
