import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { askAssistant } from './asking.ts';

/** Asks a made-up question, so that whoever sets it up sees whether it answers. A good answer ends a rest. */
export async function tryAssistant(ctx: Context) {
  const began = performance.now();
  const answer = await askAssistant(ctx, {
    task: 'trial',
    instructions: 'Say in which language the text is written, as an ISO 639-1 code.',
    input: { text: 'The lamp in the hall works again.' },
    schema: Type.Object({ language: Type.String({ minLength: 2, maxLength: 20 }) }),
  });
  return {
    answered: 'value' in answer,
    trouble: 'value' in answer || answer.trouble === 'off' || answer.trouble === 'resting' ? null : answer.trouble,
    milliseconds: Math.round(performance.now() - began),
  };
}
