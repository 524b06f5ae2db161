import { isGroup } from '../../../domain/rules/deciding.ts';
import { ruleFields } from '../../../domain/rules/fields.ts';
import type { Condition, RuleAction, RuleDefinition } from '../../../domain/rules/words.ts';

type Say = (key: string, values?: Record<string, unknown>) => string;
export type Names = ReadonlyMap<string, string>;

/** A whole rule as a sentence: "When a customer writes, if priority is urgent, then …". */
export function sentenceOf(definition: RuleDefinition, names: Names, t: Say): string {
  const conditions = definition.if.conditions.map((one) =>
    isGroup(one)
      ? `(${one.conditions.map((inner) => conditionWords(inner, names, t)).join(` ${t(`join.${one.match}`)} `)})`
      : conditionWords(one, names, t),
  );
  const when = whenWords(definition, t);
  const what = definition.actions.map((action) => actionWords(action, names, t)).join(', ');
  if (conditions.length === 0) return t('sentence.always', { when, what });
  const words = conditions.join(` ${t(`join.${definition.if.match}`)} `);
  return t(definition.if.match === 'none' ? 'sentence.unless' : 'sentence.if', { when, conditions: words, what });
}

/** "a customer writes", "24 open hours after our last answer". */
function whenWords({ when }: RuleDefinition, t: Say): string {
  if (when.event !== undefined) return t(`event.${when.event}`);
  return t(when.clock === 'all' ? 'sentence.hoursAll' : 'sentence.hours', {
    count: when.hours ?? 0,
    since: t(`since.${when.since ?? 'opened'}`),
  });
}

export function conditionWords(condition: Condition, names: Names, t: Say): string {
  const value = valueWords(condition.field, condition.value ?? null, names, t);
  return [t(`field.${condition.field}`, { defaultValue: condition.field }), t(`op.${condition.op}`), value]
    .filter((word) => word !== '')
    .join(' ');
}

/** A value as a person calls it. */
export function valueWords(field: string, value: unknown, names: Names, t: Say): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => valueWords(field, one, names, t)).join(', ');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') return String(Math.round(value * 10) / 10);
  const kind = ruleFields[field]?.kind;
  const word = String(value as string);
  if (kind === 'choice') return choiceWord(field, word, t);
  return kind === 'person' || kind === 'team' ? (names.get(word) ?? word) : `“${word}”`;
}

/** The name of a choice, where the catalogue of cases has one. */
export function choiceWord(field: string, word: string, t: Say): string {
  const key = ['priority', 'state', 'kind', 'channel'].includes(field) ? `cases:${field}.${word}` : `choice.${word}`;
  return t(key, { defaultValue: word });
}

function actionWords(action: RuleAction, names: Names, t: Say): string {
  const people = [...(action.userIds ?? []), ...(action.teamIds ?? [])].map((id) => names.get(id) ?? id);
  if (action.assignee === true) people.push(t('did.assignee'));
  const field = action.field === 'emotion' ? 'feeling' : (action.field ?? 'priority');
  return t(`does.${action.do}`, {
    field: t(`field.${field}`),
    value: valueWords(field, action.value ?? '', names, t),
    tags: [...(action.add ?? []).map((tag) => `+${tag}`), ...(action.remove ?? []).map((tag) => `−${tag}`)].join(' '),
    team: action.teamId ? (names.get(action.teamId) ?? '') : t('did.nobody'),
    person: action.userId ? (names.get(action.userId) ?? '') : t('did.nobody'),
    people: people.join(', '),
    count: action.hours ?? 0,
    text: firstWords(action.text ?? ''),
    name: action.name ?? '',
  });
}

/** The first line without its places to fill, cut between words. */
function firstWords(text: string): string {
  const line = text
    .split('\n')[0]!
    .replaceAll(/\s*\{\{[^}]*\}\}/g, ' …')
    .trim();
  const cut = line.length <= 60 ? line : `${line.slice(0, 60).replace(/\s+\S*$/, '')} …`;
  return text.trim().includes('\n') && !cut.endsWith('…') ? `${cut} …` : cut;
}
