/**
 * What may be said about a draft before it is sent. `respect` prompts are about how the customer is spoken to, the others
 * about clarity and care. None stops anything.
 */
export const promptCodes = [
  'heated',
  'blame',
  'passive-aggressive',
  'commanding',
  'feeling-unanswered',
  'over-apology',
  'hard-to-read',
  'jargon',
  'many-asks',
  'no-next-step',
  'undated-step',
  'too-long',
  'unanswered-question',
  'already-answered',
  'wrong-name',
  'attachment-forgotten',
  'leak',
] as const;
export type PromptCode = (typeof promptCodes)[number];

/** Why somebody does not want to be asked again. */
export const muteReasons = ['not-useful', 'wrong-too-often', 'my-style', 'distracts', 'other'] as const;

/** The prompts about respect. */
export const respectCodes: readonly PromptCode[] = ['heated', 'blame', 'passive-aggressive', 'commanding'];

/** Something worth a look before sending; places are UTF-16 offsets in the text that was checked. */
export interface DraftPrompt {
  readonly code: PromptCode;
  readonly quote: string | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly values: Readonly<Record<string, string | number>>;
}
