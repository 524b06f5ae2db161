/** Promises that only the assistant sees: in what was sent, by a job, and in a draft, on a pause. It proposes; a person confirms. */
import { Type } from 'typebox';
import { OneOf } from '../../../../contract/shapes.ts';
import type { BodyOf, ReplyOf } from '../../../../contract/route.ts';
import type { recogniseByAssistant as route } from '../../../../contract/promises-assistant.ts';
import { type HeardPromise, heardPromises, overlaps } from '../../../../domain/assistant/heard-promises.ts';
import type { MaskedText } from '../../../../domain/assistant/masking.ts';
import { spokenPromises } from '../../../../domain/promises/spoken-promise.ts';
import { spokenShape } from '../../../../domain/promises/spoken-promise-shape.ts';
import { type Context, transact } from '../../../context.ts';
import type { Job } from '../../../jobs/running.ts';
import { hasHappened, record } from '../../../store/events.ts';
import { askAgain, askAssistant, draftToRead, isFresh, isReady, messageToRead } from '../../assistant/index.ts';
import { findCase } from '../../cases/index.ts';
import { actingStaff } from '../ledger.ts';
import { learnedShapes } from './spoken.ts';
import { findSaid } from './spoken-queries.ts';
import { readScales, type Scales, weigh } from './spoken-weighing.ts';

export const askSpokenName = 'promises.ask-spoken';
/** The event that holds what the assistant heard: places and hours, none of the words. */
export const heardByAssistantType = 'promises.heard-by-assistant';

const instructions = `The text is what somebody of a company writes to a customer, in any language; "written" says when and where.
Name its language as an ISO 639-1 code, and list what the writer or the company promises the customer to do.
quote: the sentence, or the part of it, that promises. what: the words of the text that say what will be done, without when, or null. when: the words of the text that say by when, or null. date: the day those words mean as YYYY-MM-DD, or YYYY-MM-DDTHH:MM with an hour in the writer's own time, or null when no time is said. condition: the words of the text that say on what it depends, or null. strength: weak when it is only tried, planned or likely, else firm.
No promise: what is already done, questions, offers, negations, how things usually are, what the customer or somebody else is to do, quotations of others, politeness ("do not hesitate to call"). Most texts promise nothing: then the list is empty.`;

const PromisesAnswer = Type.Object({
  language: Type.String({ pattern: '^[a-z]{2,3}$' }),
  promises: Type.Array(
    Type.Object({
      quote: Type.String({ maxLength: 2000 }),
      what: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
      when: Type.Union([Type.String({ maxLength: 500 }), Type.Null()]),
      date: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
      condition: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
      strength: OneOf(['firm', 'weak']),
    }),
    { maxItems: 20 },
  ),
});

/** Asks the assistant about one sent message; what it says is recorded once. */
export const askSpokenJob: Job = {
  name: askSpokenName,
  work: (ctx, payload) => hearMessage(ctx, String(payload['messageId']), Number(payload['tries'] ?? 0)),
};

/** Records `promises.heard-by-assistant`, which the reader of sent messages takes up. */
async function hearMessage(ctx: Context, messageId: string, tries: number): Promise<void> {
  if (await hasHappened(ctx.db, heardByAssistantType, messageId)) return;
  const message = await messageToRead(ctx, 'promises', messageId);
  if (message === undefined || message.direction !== 'out' || !isFresh(message.at, ctx.now)) return;
  const said = await findSaid(ctx.db, messageId);
  if (said === undefined) return;
  const scales = await readScales(ctx, { caseId: message.caseId, keeperId: said.author_user_id });
  const answer = await hear(ctx, message.text, message.read, scales, message.at, 'promises', false);
  if (!('heard' in answer)) return askAgain(ctx, askSpokenName, messageId, { tries, trouble: answer.trouble });
  await transact(ctx, (ctx) =>
    record(ctx, heardByAssistantType, messageId, {
      messageId,
      caseId: message.caseId,
      language: answer.language,
      found: answer.heard.map(({ start, end, what, condition, due, pleaseCheck, strength }) => ({
        from: start,
        to: end,
        what,
        condition,
        dueAt: due?.at.toISOString() ?? null,
        precision: due?.precision ?? null,
        pleaseCheck,
        strength,
      })),
      dropped: answer.told - answer.heard.length,
    }),
  );
}

/**
 * Promises in a draft that the grammar did not see. Asked at once or not at all.
 * @throws Refusal not_found where the case is not to be seen
 */
export async function recogniseByAssistant(ctx: Context, body: BodyOf<typeof route>): Promise<ReplyOf<typeof route>> {
  const none = { answered: false, suggestions: [] };
  const found = await findCase(ctx, body.caseId);
  if (body.text.trim().length < 20 || !(await isReady(ctx, 'drafts'))) return none;
  const read = await draftToRead(ctx, found.id, body.text);
  if (read === undefined) return none;
  const me = actingStaff(ctx);
  const scales = await readScales(ctx, { caseId: found.id, keeperId: me });
  const answer = await hear(ctx, body.text, read, scales, ctx.now, 'drafts', true);
  if (!('heard' in answer)) return none;
  const { zone: timeZone, calendar } = scales;
  const ours = spokenPromises(body.text, { at: ctx.now, timeZone, calendar });
  const more = answer.heard
    .filter((one) => !ours.some((other) => overlaps(one, other)))
    .map((one) => ({ ...one, words: body.text.slice(one.what.start, one.what.end).trim() }));
  const shapes = more.map(({ words }) => ({ what: words }));
  const learned = me === null ? new Set<string>() : await learnedShapes(ctx, me, shapes);
  const suggestions: ReplyOf<typeof route>['suggestions'] = [];
  for (const { start, end, words, condition, due, pleaseCheck, strength } of more) {
    if (learned.has(spokenShape(words))) continue;
    suggestions.push({
      start,
      end,
      quote: body.text.slice(start, end).replaceAll('\n', ' '),
      what: words,
      condition: condition === null ? null : body.text.slice(condition.start, condition.end),
      strength,
      language: answer.language,
      dueAt: due?.at.toISOString() ?? null,
      precision: due?.precision ?? null,
      who: { kind: 'we', name: null },
      read:
        due === null
          ? null
          : { rule: due.explanation.rule, words: due.explanation.words, closed: due.explanation.closed },
      warnings: due === null ? [] : await weigh(ctx, scales, due.at, due.precision === 'minute'),
      pleaseCheck,
    });
  }
  return { answered: true, suggestions };
}

async function hear(
  ctx: Context,
  text: string,
  read: MaskedText,
  scales: Scales,
  at: Date,
  task: 'promises' | 'drafts',
  urgent: boolean,
): Promise<{ heard: HeardPromise[]; language: string; told: number } | { trouble: string }> {
  const { zone: timeZone, calendar } = scales;
  const written = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at);
  const answer = await askAssistant(ctx, {
    task,
    instructions,
    input: { written: `${written} (${timeZone})`, text: read.text },
    schema: PromisesAnswer,
    urgent,
  });
  if (!('value' in answer)) return answer;
  const { language, promises } = answer.value;
  return {
    heard: heardPromises(text, read, promises, { at, timeZone, calendar, language }),
    language,
    told: promises.length,
  };
}
