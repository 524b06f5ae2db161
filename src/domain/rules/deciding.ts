/**
 * Whether a rule's conditions hold for what is known of a case. Every condition is asked, also when the answer is clear
 * already: the log says for each what it found. Text is compared without regard to case, width and accents' encoding.
 */
import type { Condition, ConditionGroup, Facts, FactValue, Match, Reason, RuleIf } from './words.ts';

/** What came of it, and each condition's finding in order. */
export interface Decision {
  holds: boolean;
  reasons: Reason[];
}

/** How much of a long text the log keeps, in characters. */
const shown = 120;

/** Asks every condition. No conditions hold always. */
export function decide(conditions: RuleIf, facts: Facts): Decision {
  const reasons: Reason[] = [];
  const findings = conditions.conditions.map((one, place) => {
    if (!isGroup(one)) return ask(one, facts, String(place), reasons);
    const inner = one.conditions.map((condition, at) => ask(condition, facts, `${place}.${at}`, reasons));
    return together(one.match, inner);
  });
  return { holds: together(conditions.match, findings), reasons };
}

/** Whether an entry of the outer group is a group itself. */
export function isGroup(one: Condition | ConditionGroup): one is ConditionGroup {
  return 'match' in one;
}

function together(match: Match, findings: readonly boolean[]): boolean {
  if (findings.length === 0) return true;
  if (match === 'all') return findings.every(Boolean);
  if (match === 'any') return findings.some(Boolean);
  return !findings.some(Boolean);
}

function ask(condition: Condition, facts: Facts, path: string, reasons: Reason[]): boolean {
  const actual = facts.now[condition.field] ?? null;
  const held = holds(condition, actual, facts);
  const told = condition.op === 'changed' || condition.op === 'changed-from' ? facts.before[condition.field] : actual;
  reasons.push({
    path,
    field: condition.field,
    op: condition.op,
    expected: condition.value ?? null,
    actual: short(told ?? null),
    held,
  });
  return held;
}

function holds({ op, value, field }: Condition, actual: FactValue, facts: Facts): boolean {
  switch (op) {
    case 'set':
      return !isEmpty(actual);
    case 'not-set':
      return isEmpty(actual);
    case 'changed':
      return field in facts.before;
    case 'changed-from':
      return field in facts.before && same(facts.before[field] ?? null, value);
    case 'changed-to':
      return field in facts.before && same(actual, value);
    case 'is':
      return same(actual, value);
    case 'is-not':
      return !same(actual, value);
    case 'one-of':
      return listOf(value).some((one) => same(actual, one));
    case 'none-of':
      return !listOf(value).some((one) => same(actual, one));
    case 'contains':
      return listOf(value).some((one) => plain(actual).includes(plain(one)));
    case 'contains-not':
      return !listOf(value).some((one) => plain(actual).includes(plain(one)));
    case 'begins-with':
      return plain(actual).startsWith(plain(value));
    case 'ends-with':
      return plain(actual).endsWith(plain(value));
    case 'has':
    case 'has-any':
      return listOf(value).some((one) => items(actual).includes(plain(one)));
    case 'has-not':
      return !listOf(value).some((one) => items(actual).includes(plain(one)));
    case 'at-least':
      return typeof actual === 'number' && actual >= Number(value);
    case 'at-most':
      return typeof actual === 'number' && actual <= Number(value);
  }
}

function same(actual: FactValue, value: Condition['value']): boolean {
  if (typeof actual === 'number') return actual === Number(value);
  if (typeof actual === 'boolean') return actual === (value === true || value === 'true');
  return actual !== null && plain(actual) === plain(value);
}

function isEmpty(value: FactValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function plain(value: unknown): string {
  return String(value ?? '')
    .normalize('NFKC')
    .toLocaleLowerCase('und')
    .trim();
}

function items(value: FactValue): string[] {
  return Array.isArray(value) ? value.map(plain) : [];
}

function listOf(value: Condition['value']): (string | number | boolean)[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function short(value: FactValue): FactValue {
  return typeof value === 'string' && value.length > shown ? `${value.slice(0, shown)}…` : value;
}
