import { Type } from 'typebox';
import { route } from './route.ts';
import { Id } from './shapes.ts';
import { Prompt } from './words.ts';

/** Asked on a pause, never waited for: without an answer the check of the lexicon stands alone. */
export const checkWordsByAssistant = route({
  method: 'POST',
  path: '/words/check/assistant',
  access: 'cases.write',
  summary: 'What the assistant, where there is one, would add to the check of a draft; nothing when it has no answer',
  body: Type.Object({ text: Type.String({ maxLength: 20_000 }), caseId: Id }, { additionalProperties: false }),
  reply: Type.Object({
    /** Whether it answered; without one the list is empty. */
    answered: Type.Boolean(),
    prompts: Type.Array(Prompt),
  }),
  status: 200,
  perMinute: 30,
  onlyAsks: true,
});
