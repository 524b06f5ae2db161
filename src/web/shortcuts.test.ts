import { expect, test } from 'vitest';
import { closestLanguage } from './language.ts';
import { backoff } from './live.ts';
import { matching, type Command } from './commands.ts';
import { keyCaps, keyName } from './shortcuts.ts';
import { initialsOf } from './ui/initials.tsx';
import { csv } from './ui/chart.tsx';

const pressed = (key: string, held: object = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test('Ctrl and ⌘ are one name, and a shifted sign is its own', () => {
  expect(pressed('k', { ctrlKey: true })).toBe('mod+k');
  expect(pressed('K', { metaKey: true, shiftKey: true })).toBe('mod+shift+k');
  expect(pressed('?', { shiftKey: true })).toBe('?');
  expect(pressed('Enter', { ctrlKey: true })).toBe('mod+enter');
});

test('a letter that is not Latin is known by its place, whatever stands on the key', () => {
  expect(pressed('к', { code: 'KeyR' })).toBe('r');
  expect(pressed('Ο', { code: 'KeyO', shiftKey: true })).toBe('shift+o');
  expect(pressed('ר', { code: 'KeyR', ctrlKey: true })).toBe('mod+r');
  expect(pressed('z', { code: 'KeyY' })).toBe('z');
  expect(pressed('й', { code: 'Semicolon' })).toBe('й');
});

test('keys are printed as the keyboard of the device prints them', () => {
  expect(keyCaps('mod+enter', true)).toEqual(['⌘', '↵']);
  expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K']);
  expect(keyCaps('g i', false)).toEqual(['G', 'I']);
});

test('the palette finds without accents and puts beginnings first', () => {
  const command = (label: string): Command => ({ id: label, label, run: () => {} });
  const all = ['Zum Inhalt', 'Résumé', 'Inbox', 'Settings'].map(command);
  expect(matching(all, 'in').map(({ label }) => label)).toEqual(['Inbox', 'Zum Inhalt', 'Settings']);
  expect(matching(all, 'resume').map(({ label }) => label)).toEqual(['Résumé']);
  expect(matching(all, ' ')).toBe(all);
});

test('a language falls back to its base, then to English', () => {
  expect(closestLanguage(['de-AT', 'en'])).toBe('de');
  expect(closestLanguage(['nl', 'pt-BR'])).toBe('pt');
  expect(closestLanguage(['nl'])).toBe('en');
});

test('attempts to reconnect spread out and never wait more than half a minute', () => {
  expect(backoff(1, 0)).toBe(500);
  expect(backoff(1, 1)).toBe(1000);
  expect(backoff(40, 1)).toBe(30_000);
});

test('people are letters of any script', () => {
  expect(initialsOf('Maja von Lindqvist')).toBe('ML');
  expect(initialsOf('Renate Vogel', 'customer')).toBe('R');
  expect(initialsOf('渡辺')).toBe('渡');
  expect(initialsOf(' – ')).toBe('?');
});

test('a table leaves as CSV that no spreadsheet runs', () => {
  const table = {
    columns: ['Said', 'n'],
    rows: [
      ['=HYPERLINK("x")', 3],
      ['a "b", c', null],
    ] as const,
  };
  expect(csv(table)).toBe('Said,n\r\n"\'=HYPERLINK(""x"")",3\r\n"a ""b"", c",\r\n');
});
