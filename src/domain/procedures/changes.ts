import type { ProcedureContent, Step } from './steps.ts';

/** What became of a step between two versions. */
export interface StepChange {
  key: string;
  title: string;
  what: 'added' | 'removed' | 'moved' | 'changed';
  /** Of a changed step: each field with its words before and after. */
  fields: { field: string; before: string; after: string }[];
}

export interface ContentChanges {
  fields: { field: string; before: string; after: string }[];
  steps: StepChange[];
}

const contentFields = ['name', 'purpose', 'kinds', 'tags', 'words'] as const;
const stepFields = [
  'title',
  'details',
  'responsible',
  'accountable',
  'consulted',
  'informed',
  'doneWhen',
  'customerWords',
  'behindTheScenes',
  'minutes',
  'under',
  'choices',
] as const;

/** What differs between two versions, step by step. A step keeps its key; one that only changed its place among those that stayed has moved. */
export function changesBetween(before: ProcedureContent, after: ProcedureContent): ContentChanges {
  const old = new Map(before.steps.map((step) => [step.key, step]));
  const now = new Map(after.steps.map((step) => [step.key, step]));
  const stayedBefore = before.steps.filter((step) => now.has(step.key)).map((step) => step.key);
  const stayedAfter = after.steps.filter((step) => old.has(step.key)).map((step) => step.key);
  const unmoved = longestCommon(stayedBefore, stayedAfter);
  const steps: StepChange[] = [];
  for (const step of after.steps) {
    const was = old.get(step.key);
    if (was === undefined) {
      steps.push({ key: step.key, title: step.title, what: 'added', fields: [] });
      continue;
    }
    const fields = stepFields.flatMap((field) => differing(field, was, step));
    if (fields.length > 0) steps.push({ key: step.key, title: step.title, what: 'changed', fields });
    else if (!unmoved.has(step.key)) steps.push({ key: step.key, title: step.title, what: 'moved', fields: [] });
  }
  for (const step of before.steps)
    if (!now.has(step.key)) steps.push({ key: step.key, title: step.title, what: 'removed', fields: [] });
  return { fields: contentFields.flatMap((field) => differing(field, before, after)), steps };
}

function differing<T extends ProcedureContent | Step>(field: keyof T & string, before: T, after: T) {
  const [one, other] = [wordsOf(before[field]), wordsOf(after[field])];
  return one === other ? [] : [{ field, before: one, after: other }];
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value))
    return value
      .map((one: unknown) =>
        typeof one === 'object' && one !== null && 'label' in one
          ? `${String(one.label)} → ${String('next' in one ? (one.next ?? '…') : '…')}`
          : String(one),
      )
      .join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The keys of a longest common subsequence: what stands in the same order in both. At most 300 steps, so a plain table does. */
function longestCommon(one: readonly string[], other: readonly string[]): Set<string> {
  const lengths = Array.from({ length: one.length + 1 }, () => Array.from({ length: other.length + 1 }, () => 0));
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--)
      lengths[i]![j] =
        one[i] === other[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  const kept = new Set<string>();
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i] === other[j]) {
      kept.add(one[i]!);
      i++;
      j++;
    } else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return kept;
}
