import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MAIL_CLASSES } from '../../domain/mail/mail-classes.ts';

const guide = readFileSync(new URL('../../../docs/operations/mail-classes.md', import.meta.url), 'utf8');
const word = (value: boolean | 'state'): string => (value === 'state' ? 'as a delivery state' : value ? 'yes' : 'no');

it.each(Object.entries(MAIL_CLASSES))('the guide says of %s what the code does', (name, rule) => {
  const columns = [rule.open, rule.thread, rule.reopen, rule.stopClock, rule.notify, rule.acknowledge].map(word);
  expect(guide).toContain(`| ${[name, ...columns].join(' | ')} |`);
});
