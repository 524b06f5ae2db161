/** What the assistant would add to the check of a draft: prompts of the same kinds, shown beside the others and stopping nothing. */
import { Type } from 'typebox';
import { OneOf } from '../../../contract/shapes.ts';
import { groundedIn } from '../../../domain/assistant/grounding.ts';
import type { DraftPrompt } from '../../../domain/words/prompts.ts';
import type { Context } from '../../context.ts';
import { askAssistant, draftToRead, isReady } from '../assistant/index.ts';
import { findCase } from '../cases/index.ts';
import { checkWords } from './checking.ts';
import { listMutes } from './mutes.ts';
import { readSettings } from './settings.ts';

/** About words of the draft, so it must quote them; nothing that counts or compares: that the rules know better. */
const quoting = ['heated', 'blame', 'passive-aggressive', 'commanding', 'hard-to-read'] as const;
/** About the draft as a whole. */
const whole = ['no-next-step', 'undated-step'] as const;

const instructions = `The text is a draft of an answer that somebody of a company is about to send to a customer, in any language.
List only what a respectful and clear colleague would clearly want changed before it is sent:
heated (angry words of the writer), blame (puts the fault on the customer), passive-aggressive (needling, condescending), commanding (an order instead of a request), hard-to-read (a sentence that most people would have to read twice), each with the words it is about as quote; and, with quote null: no-next-step (something is still open, and the customer is not told what happens next), undated-step (a next step is told without any day or time).
Most drafts are fine: then the list is empty.`;

const ChecksAnswer = Type.Object({
  prompts: Type.Array(
    Type.Object({
      code: OneOf([...quoting, ...whole]),
      quote: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
    }),
    { maxItems: 20 },
  ),
});

/**
 * Asks at once or not at all; an answer that does not come in seconds is none. What the rules have said already, what is off for
 * everybody and what one has muted is left out.
 * @throws Refusal not_found where the case is not to be seen
 */
export async function checkByAssistant(
  ctx: Context,
  input: { text: string; caseId: string },
): Promise<{ answered: boolean; prompts: DraftPrompt[] }> {
  const none = { answered: false, prompts: [] };
  const found = await findCase(ctx, input.caseId);
  if (input.text.trim().length < 20 || !(await isReady(ctx, 'drafts'))) return none;
  const read = await draftToRead(ctx, found.id, input.text);
  if (read === undefined) return none;
  const answer = await askAssistant(ctx, {
    task: 'drafts',
    instructions,
    input: { text: read.text },
    schema: ChecksAnswer,
    urgent: true,
  });
  if (!('value' in answer)) return none;
  const [settings, mutes, ours] = [
    await readSettings(ctx),
    await listMutes(ctx),
    await checkWords(ctx, { text: input.text, caseId: found.id }),
  ];
  const without = new Set<string>([...settings.off, ...mutes.map(({ prompt }) => prompt)]);
  const prompts: DraftPrompt[] = [];
  for (const { code, quote } of answer.value.prompts) {
    if (without.has(code)) continue;
    const at = quote === null ? null : groundedIn(read, quote);
    if (quoting.some((one) => one === code) && at === null) continue;
    const place = whole.some((one) => one === code) ? null : at;
    if ([...ours.prompts, ...prompts].some((one) => isSame(one, code, place))) continue;
    prompts.push({
      code,
      quote: place === null ? null : input.text.slice(place.start, place.end),
      start: place?.start ?? null,
      end: place?.end ?? null,
      values: {},
    });
  }
  return { answered: true, prompts };
}

/** The same matter, at the same place or about the whole. */
function isSame(one: DraftPrompt, code: string, at: { start: number; end: number } | null): boolean {
  if (one.code !== code) return false;
  if (at === null || one.start === null || one.end === null) return true;
  return at.start < one.end && one.start < at.end;
}
