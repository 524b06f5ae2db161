import { describe, expect, it } from 'vitest';
import { decideLoop } from './sender-limits.ts';
import {
  bareSubject,
  caseNumbersInSubject,
  decideThread,
  referencedIds,
  type ThreadingCandidate,
} from './threading.ts';

const candidate = (
  evidence: ThreadingCandidate['evidence'],
  caseId: string,
  more: Partial<ThreadingCandidate> = {},
): ThreadingCandidate => ({ evidence, caseId, mailboxId: 'm', ...more });

describe('the case a mail belongs to', () => {
  it('is believed in the order address, our Message-ID, marker, known Message-ID, number', () => {
    const all = [
      candidate('subject-number', '5', { senderTakesPart: true }),
      candidate('known-message-id', '4'),
      candidate('body-marker', '3'),
      candidate('signed-message-id', '2'),
      candidate('address-token', '1'),
    ];
    for (let count = all.length; count > 0; count -= 1)
      expect(decideThread('m', all.slice(0, count)).caseId).toBe(String(6 - count));
  });

  it('is the nearest parent when several are known', () => {
    expect(
      decideThread('m', [
        candidate('known-message-id', 'far', { distance: 3 }),
        candidate('known-message-id', 'near', { distance: 0 }),
      ]).caseId,
    ).toBe('near');
  });

  it('is not opened to a stranger by a number', () => {
    expect(decideThread('m', [candidate('subject-number', '5')])).toMatchObject({
      caseId: null,
      reason: expect.stringContaining('does not take part'),
    });
  });

  it('never lies in another mailbox', () => {
    expect(decideThread('other', [candidate('address-token', '1')]).caseId).toBeNull();
  });

  it('is looked for from the nearest reference on', () => {
    expect(referencedIds(['<c>'], ['<a>', '<b>', '<c>'])).toEqual(['<c>', '<b>', '<a>']);
  });
});

describe('subjects', () => {
  it.each([
    ['Re: [#123] Help', [123]],
    ['Fall 45: Hilfe', [45]],
    ['Ticket #7 and #8', [7, 8]],
    ['Order 4711', []],
    ['Invoice 2024', []],
  ])('%s names %j', (subject, numbers) => {
    expect(caseNumbersInSubject(subject)).toEqual(numbers);
  });

  it.each([
    ['Re: AW: Fwd: [#12] Help', 'Help'],
    ['RE[2]: Help', 'Help'],
    ['回复：帮助', '帮助'],
    ['Antw: SV: Hulp', 'Hulp'],
    ['Result: fine', 'Result: fine'],
  ])('%s is really %s', (subject, bare) => {
    expect(bareSubject(subject)).toBe(bare);
  });
});

describe('loops', () => {
  const limits = { perSender: 3, perConversation: 4, perMailbox: 10, windowMinutes: 60 };
  it('stop automatic answers, and raise the alarm when the mailbox runs hot', () => {
    expect(decideLoop({ fromSender: 2, inConversation: 2, inMailbox: 2 }, limits)).toMatchObject({
      answer: true,
      alarm: false,
    });
    expect(decideLoop({ fromSender: 3, inConversation: 0, inMailbox: 3 }, limits)).toMatchObject({
      answer: false,
      alarm: false,
    });
    expect(decideLoop({ fromSender: 0, inConversation: 4, inMailbox: 4 }, limits)).toMatchObject({
      answer: false,
      alarm: false,
    });
    expect(decideLoop({ fromSender: 0, inConversation: 0, inMailbox: 10 }, limits)).toMatchObject({
      answer: false,
      alarm: true,
    });
  });
});
