import { expect, test } from 'vitest';
import { readBounce } from '../bounces/bounces.ts';
import { parseMail } from './parsing.ts';
import { extractReply } from '../replies/replies.ts';
import { sanitiseHtml } from '../sanitising.ts';

const length = 100_000;
// prettier-ignore
const runs = [
  'x', '-', '_', 'a.', 'a@', '<', '<a ', ' ', '> ', '(', '"', '=', 'On a, b: ', 'http://', 'From: ',
  
    '\n',
    '> a\n',
    'a\n\n',
    'On 5 Mar 2024, Bob wrote:\n',
    'From: a\nTo: b\n',
    'Thanks,\n',
    '-- \n',
    '[a](http://x) ',
  'begin 644 a\n', `M${'A'.repeat(60)}\n`, '{\\rtf1 ', '5.1.1 550 ', 'user mailbox account address recipient ',
  
    'Action: failed\n',
    'Final-Recipient: rfc822; a@b\n',
    '--b\n',
    '<blockquote>',
    '<div class="gmail_quote">',
    '</div>',
  '=?utf-8?B?', '=?utf-8?Q?a?= ', 'a;b="', 'a@b.example, ', '5 Mar 2024 10:00 a ', 'Sent from my a ', 'א', '你',
];

test.each(runs)('a mail made of nothing but %j is read in the time its length takes', async (run) => {
  const long = run.repeat(Math.ceil(length / run.length));
  const folded = long.replaceAll('\n', '\n ');
  const started = process.threadCpuUsage();
  const mail = await parseMail(
    Buffer.from(
      `From: ${folded}\r\nSubject: ${folded}\r\nReferences: <a${folded}\r\nIn-Reply-To: ${folded}\r\n\r\n${long}`,
    ),
  );
  readBounce(mail);
  const daemon = { ...mail, from: { address: 'mailer-daemon@example.net', name: '' }, subject: 'Undelivered mail' };
  readBounce(daemon);
  readBounce({ ...daemon, report: { type: 'delivery-status', status: long, topLevel: true } });
  extractReply({ text: long, html: `<p>${long}</p>`, subject: long });
  sanitiseHtml(`<p>${long}</p><a href="${long}" style="${long}">x</a>`);
  // the thread's own work, not the clock: what else the machine does must not fail it
  const { user, system } = process.threadCpuUsage(started);
  expect((user + system) / 1000).toBeLessThan(4000);
});
