import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { Id, Nullable } from './shapes.ts';
import { WrittenQuestion } from './voice-surveys.ts';

/** What is asked inside the panel of a widget. */
export const WidgetSurvey = Type.Object({
  /** The ask; answers name it. */
  id: Id,
  title: Type.String(),
  /** The case it is about, in the words it was begun with; null when it is about none. */
  subject: Nullable(Type.String()),
  /** Nothing leads from the answer to whoever gave it. */
  anonymous: Type.Boolean(),
  questions: Type.Array(WrittenQuestion),
  /** What was answered so far, by the question's key. */
  given: Type.Record(Type.String(), Type.Unknown()),
  answered: Type.Boolean(),
});
export type WidgetSurvey = Static<typeof WidgetSurvey>;

export const askInPanel = route({
  method: 'POST',
  path: '/widget/surveys',
  access: 'public',
  summary:
    'Ask the visitor in the panel: about a conversation that has ended, or what else waits for a proven visitor; the frequency rule holds',
  perMinute: 60,
  body: Type.Object({ chatId: Type.Optional(Id) }, { additionalProperties: false }),
  reply: Type.Object({ survey: Nullable(WidgetSurvey) }),
  status: 200,
});

export const answerInPanel = route({
  method: 'POST',
  path: '/widget/surveys/:id/answers',
  access: 'public',
  summary: 'Record what was answered in the panel; parts may come later, what was said may be changed for a day',
  perMinute: 60,
  params: Type.Object({ id: Id }, { additionalProperties: false }),
  body: Type.Object(
    {
      answers: Type.Record(Type.String({ maxLength: 40 }), Type.Unknown()),
      /** Kept by the panel itself when it is closed in the middle, rather than sent. */
      unfinished: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    complete: Type.Boolean(),
    /** Somebody will get in touch. */
    bad: Type.Boolean(),
    /** The company's own words of thanks; null for the usual ones. */
    thanks: Nullable(Type.String()),
  }),
  status: 200,
});
