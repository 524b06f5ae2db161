import type { OpenInvitation } from '../modules/voice/index.ts';

/** What a mail's link chose. Whatever is no answer is left out rather than guessed at. */
export function chosenBy(survey: OpenInvitation, query: Record<string, unknown>): Record<string, unknown> {
  const chosen: Record<string, unknown> = {};
  for (const { key, kind, from, to, choices } of survey.questions) {
    const value = query[key];
    if (typeof value !== 'string' || value === '') continue;
    const number = Number(value);
    if (kind === 'yes-no' && (value === 'yes' || value === 'no')) chosen[key] = value === 'yes';
    else if (kind === 'scale' && Number.isInteger(number) && number >= from && number <= to) chosen[key] = number;
    else if (kind === 'choice' && choices.some((choice) => choice.key === value)) chosen[key] = value;
  }
  return chosen;
}

/** What a press said, as far as it is offered: words, and what an address could have chosen. */
export function saidBy(survey: OpenInvitation, body: Record<string, unknown>): Record<string, unknown> {
  const said = chosenBy(survey, body);
  for (const { key, kind, choices } of survey.questions) {
    const value = body[key];
    if (kind === 'text' && typeof value === 'string') said[key] = value;
    if (kind === 'multi' && Array.isArray(value))
      said[key] = value.filter((each) => choices.some((choice) => choice.key === each));
  }
  return said;
}

/** What the form said; ticks of one question, each a field of its own, are put together. */
export function given(body: unknown): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  if (typeof body !== 'object' || body === null) return answers;
  for (const [name, value] of Object.entries(body)) {
    const [key = '', choice] = name.split('.', 2);
    if (choice === undefined) answers[key] = value;
    else answers[key] = [...(Array.isArray(answers[key]) ? (answers[key] as unknown[]) : []), choice];
  }
  return answers;
}
