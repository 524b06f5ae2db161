import { Type } from 'typebox';
import { SpokenSuggestion } from './promises-spoken.ts';
import { route } from './route.ts';
import { Id } from './shapes.ts';

/** Asked on a pause, never waited for: what the grammar recognises is shown without it. */
export const recogniseByAssistant = route({
  method: 'POST',
  path: '/promises/recognise/assistant',
  access: 'promises.write',
  summary: 'Promises in a draft that only the assistant, where there is one, sees; nothing when it has no answer',
  body: Type.Object({ text: Type.String({ maxLength: 20_000 }), caseId: Id }, { additionalProperties: false }),
  reply: Type.Object({
    answered: Type.Boolean(),
    suggestions: Type.Array(
      Type.Object({
        ...SpokenSuggestion.properties,
        /** Its hour was not read from the words by our own rules: somebody should look at it. */
        pleaseCheck: Type.Boolean(),
      }),
    ),
  }),
  status: 200,
  perMinute: 30,
  onlyAsks: true,
});
