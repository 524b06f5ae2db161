import { expect, test } from 'vitest';
import { readBounce } from './bounces.ts';
import { parseMail } from './parsing.ts';
import { extractReply } from './replies.ts';
import { sanitiseHtml } from './sanitising.ts';

const length = 100_000;
const runs = ['x', '-', '_', 'a.', 'a@', '<', '<a ', ' ', '> ', '(', '"', '=', 'On a, b: ', 'http://', 'From: '];

test.each(runs)('a mail made of nothing but %j is read in the time its length takes', async (run) => {
  const long = run.repeat(length / run.length);
  const from = performance.now();
  const mail = await parseMail(
    Buffer.from(`From: ${long}\r\nSubject: ${long}\r\nReferences: <a${long}\r\nIn-Reply-To: ${long}\r\n\r\n${long}`),
  );
  readBounce(mail);
  readBounce({ ...mail, from: { address: 'mailer-daemon@example.net', name: '' }, subject: 'Undelivered mail' });
  extractReply({ text: long, html: `<p>${long}</p>`, subject: long });
  sanitiseHtml(`<p>${long}</p><a href="${long}" style="${long}">x</a>`);
  expect(performance.now() - from).toBeLessThan(4000);
});
