import { expect, test } from 'vitest';
import { mailName, numberTail, proposedFrom, scoreDuplicate } from './duplicates.ts';

const nothing = { nameLikeness: 0, sameOrganisation: false, sameNumber: false, sameMailName: false };

test.each([
  [{ ...nothing, nameLikeness: 1 }, false],
  [{ ...nothing, sameOrganisation: true }, false],
  [{ ...nothing, sameMailName: true }, false],
  [{ ...nothing, sameNumber: true }, true],
  [{ ...nothing, nameLikeness: 1, sameOrganisation: true }, true],
  [{ ...nothing, nameLikeness: 0.8, sameMailName: true }, true],
])('%j is proposed: %s', (signs, proposed) => {
  expect(scoreDuplicate(signs).score >= proposedFrom).toBe(proposed);
});

test('an office is nobody, and a label after a plus changes nothing', () => {
  expect(mailName('info@a.example')).toBeNull();
  expect(mailName('Jane.Miller+shop@a.example')).toBe('janemiller');
  expect(numberTail('+44 20 7946 0000')).toBe('79460000');
});
