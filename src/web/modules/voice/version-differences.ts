import type { Question } from '../../../contract/voice-surveys.ts';

/** What became of one question, or of the order of all, from one version of a survey to the next. */
export type Difference =
  | { kind: 'added' | 'dropped' | 'answers' | 'condition' | 'optional' | 'needed'; question: Question }
  /** In one language; '' stands for the standard wording, or for none. */
  | { kind: 'reworded'; question: Question; language: string; from: string; to: string }
  | { kind: 'order' };

/**
 * What differs between two versions, in the order in which a customer reads the later one; what is gone comes last. The order
 * counts as changed only among questions that both versions have.
 */
export function differencesOf(before: readonly Question[], after: readonly Question[]): Difference[] {
  const old = new Map(before.map((question) => [question.key, question]));
  const kept = new Set(after.map(({ key }) => key));
  const found = after.flatMap((question): Difference[] => {
    const was = old.get(question.key);
    return was === undefined ? [{ kind: 'added', question }] : within(was, question);
  });
  const dropped = before.filter(({ key }) => !kept.has(key));
  const orderOf = (questions: readonly Question[]) =>
    questions.flatMap(({ key }) => (old.has(key) && kept.has(key) ? [key] : [])).join(' ');
  return [
    ...found,
    ...(orderOf(before) === orderOf(after) ? [] : [{ kind: 'order' } as const]),
    ...dropped.map((question) => ({ kind: 'dropped', question }) as const),
  ];
}

function within(was: Question, question: Question): Difference[] {
  const languages = [...new Set([...Object.keys(was.texts), ...Object.keys(question.texts)])].toSorted();
  const reworded = languages.flatMap((language): Difference[] => {
    const [from, to] = [was.texts[language] ?? '', question.texts[language] ?? ''];
    return from === to ? [] : [{ kind: 'reworded', question, language, from, to }];
  });
  return [
    ...reworded,
    ...(same(answersOf(was), answersOf(question)) ? [] : [{ kind: 'answers', question } as const]),
    ...(same(conditionOf(was), conditionOf(question)) ? [] : [{ kind: 'condition', question } as const]),
    ...(was.optional === question.optional
      ? []
      : [{ kind: question.optional ? 'optional' : 'needed', question } as const]),
  ];
}

/** What can be answered; each part in a fixed place, because the order of keys says nothing. */
function answersOf({ kind, from, to, low, high, choices }: Question) {
  return [
    kind,
    from,
    to,
    sorted(low),
    sorted(high),
    (choices ?? []).map((choice) => [choice.key, sorted(choice.texts)]),
  ];
}

function conditionOf({ showWhen }: Question) {
  return showWhen === undefined ? null : [showWhen.question, showWhen.is ?? [], showWhen.atLeast, showWhen.atMost];
}

function sorted(texts: Readonly<Record<string, string>> = {}) {
  return Object.entries(texts)
    .filter(([, words]) => words !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
