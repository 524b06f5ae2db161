/** How often automatic answers may go out and mail may come in before Kept suspects a loop. Windows are in minutes. */
export type LoopLimits = { perSender: number; perConversation: number; perMailbox: number; windowMinutes: number };

export const DEFAULT_LOOP_LIMITS: LoopLimits = {
  perSender: 10,
  perConversation: 15,
  perMailbox: 500,
  windowMinutes: 60,
};

/** What was counted inside the window before this mail. */
export type LoopCounts = { fromSender: number; inConversation: number; inMailbox: number };

/**
 * The circuit breaker of automatic mail: incoming mail is always kept, but no machine answers any more once a sender, a
 * conversation or a mailbox exceeds its limit. `alarm` asks for a person: the mailbox itself is running hot.
 */
export function decideLoop(
  counts: LoopCounts,
  limits: LoopLimits = DEFAULT_LOOP_LIMITS,
): { answer: boolean; alarm: boolean; reason: string } {
  const window = `in ${String(limits.windowMinutes)} minutes`;
  if (counts.inMailbox >= limits.perMailbox)
    return {
      answer: false,
      alarm: true,
      reason: `more than ${String(limits.perMailbox)} mails in this mailbox ${window}`,
    };
  if (counts.inConversation >= limits.perConversation)
    return {
      answer: false,
      alarm: false,
      reason: `more than ${String(limits.perConversation)} mails in this conversation ${window}`,
    };
  if (counts.fromSender >= limits.perSender)
    return {
      answer: false,
      alarm: false,
      reason: `more than ${String(limits.perSender)} mails from this sender ${window}`,
    };
  return { answer: true, alarm: false, reason: 'within the limits' };
}
