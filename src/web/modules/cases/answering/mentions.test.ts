import { expect, test } from 'vitest';
import { calledBy, mentioned, mentionWord, withMention } from './mentions.ts';

const all = [
  { id: 'maja', name: 'Maja Lindqvist' },
  { id: 'tom', name: 'Tom Ferreira' },
  { id: 'tomas', name: 'Tomas Berg' },
  { id: 'anna', name: 'Anna Petrov' },
  { id: 'anna2', name: 'Anna Berg' },
];

test('a colleague is called by the whole name, or by a first name that only one has', () => {
  expect(mentioned('<p>@Maja Lindqvist, look</p>', all)).toEqual(['maja']);
  expect(mentioned('<p>@maja: look</p>', all)).toEqual(['maja']);
  expect(mentioned('<p>ask @Tom.</p>', all)).toEqual(['tom']);
  expect(mentioned('<p>ask @Tomas</p>', all)).toEqual(['tomas']);
  expect(mentioned('<p>@Anna, which?</p>', all)).toEqual([]);
  expect(mentioned('<p>@Anna&nbsp;Berg</p>', all)).toEqual(['anna2']);
  expect(mentioned('<p>mail to x@maja.example</p>', all)).toEqual([]);
});

test('while one types after @ those are offered whose name begins so, and the whole name is put there', () => {
  expect([mentionWord('ask @ma'), mentionWord('@'), mentionWord('a@b'), mentionWord('@ma da')]).toEqual([
    'ma',
    '',
    undefined,
    undefined,
  ]);
  expect([calledBy('Zoë Müller', 'mul'), calledBy('Zoë Müller', 'zoe'), calledBy('Zoë Müller', 'ller')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(withMention('<p>ask @ma</p>', 'ma', 'Maja <b>')).toBe('<p>ask @Maja &lt;b&gt;&nbsp;</p>');
});
