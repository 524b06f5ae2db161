/**
 * When a field of a case is asked: for some kinds of case only, or only when another field has one of some values. What is
 * not asked is neither shown nor required, and a field that hangs on one that is not asked is not asked either.
 */
import type { FieldDefinition, FieldProblem, FieldValue, FieldValues } from './values.ts';

export const requiredTimes = ['opening', 'closing'] as const;
export type RequiredTime = (typeof requiredTimes)[number];

/** Another field, by its key, that must have one of these values; yes and no are `true` and `false`. */
export interface FieldCondition {
  readonly field: string;
  readonly is: readonly string[];
}

export interface Asked {
  /** None named: all kinds. */
  readonly kinds: readonly string[];
  readonly showWhen: FieldCondition | null;
}

export interface CaseField extends FieldDefinition, Asked {
  /** When a required field must be filled in at the latest. */
  readonly requiredAt: RequiredTime;
}

/** The fields that are asked of a case of this kind with these values, in their order; a ring of conditions asks nothing. */
export function askedFields<F extends Asked & { readonly key: string }>(
  fields: readonly F[],
  kind: string,
  values: Readonly<Record<string, FieldValue | undefined>>,
): F[] {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const asked = (field: F, above: readonly string[]): boolean => {
    if (field.kinds.length > 0 && !field.kinds.includes(kind)) return false;
    const { showWhen } = field;
    if (showWhen === null) return true;
    const other = byKey.get(showWhen.field);
    if (other === undefined || above.includes(showWhen.field)) return false;
    return holds(showWhen, values[showWhen.field]) && asked(other, [...above, field.key]);
  };
  return fields.filter((field) => asked(field, [field.key]));
}

/** Whether a value is one of those asked for; of several choices one is enough. */
function holds(condition: FieldCondition, value: FieldValue | undefined): boolean {
  if (value === undefined) return false;
  const several = Array.isArray(value) ? value : [String(value)];
  return several.some((one) => condition.is.includes(one));
}

/** Fields as they are held at one time: at opening what is due then; while working what was due at opening; at closing all. */
export function heldAt<F extends CaseField>(fields: readonly F[], time: RequiredTime): F[] {
  return fields.map((field) => ({
    ...field,
    required: field.required && (time === 'closing' || field.requiredAt === 'opening'),
  }));
}

/** Values that somebody gave for fields which are not asked of this case. */
export function notAsked(
  fields: readonly CaseField[],
  kind: string,
  given: Readonly<Record<string, unknown>>,
  values: Readonly<FieldValues>,
): FieldProblem[] {
  const asked = new Set(askedFields(fields, kind, values).map((field) => field.key));
  return fields
    .filter((field) => values[field.key] !== undefined && field.key in given && !asked.has(field.key))
    .map((field) => ({ field: field.key, message: `${field.name} is not asked of this case.` }));
}

/** What changed between two sets of values: only the keys concerned, null where there is nothing. */
export function changedValues(
  before: Readonly<FieldValues>,
  after: Readonly<FieldValues>,
): { before: Record<string, FieldValue | null>; after: Record<string, FieldValue | null> } | undefined {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  if (keys.length === 0) return undefined;
  const pick = (values: Readonly<FieldValues>) => Object.fromEntries(keys.map((key) => [key, values[key] ?? null]));
  return { before: pick(before), after: pick(after) };
}
