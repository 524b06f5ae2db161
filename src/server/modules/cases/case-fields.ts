import {
  askedFields,
  type CaseField,
  changedValues,
  heldAt,
  notAsked,
  type RequiredTime,
} from '../../../domain/fields/asking.ts';
import { checkValues, type FieldProblem, type FieldValues } from '../../../domain/fields/values.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context, WritingContext } from '../../context.ts';
import { fieldDefinitions } from '../fields/index.ts';

export type GivenFields = Readonly<Record<string, unknown>>;

/** What is asked of cases now, in order, without what was retired. */
export async function caseFields(ctx: Context): Promise<(CaseField & { id: string; help: string })[]> {
  return (await fieldDefinitions(ctx, 'case')).filter((field) => !field.retired);
}

/**
 * Values for a case that opens, over none. What is due at opening must be there, and nothing may be given that is not asked
 * of this kind of case.
 * @throws Refusal invalid `field-value`, naming the first field as `fields.<key>`
 */
export async function valuesAtOpening(ctx: Context, kind: string, given: GivenFields = {}): Promise<FieldValues> {
  const fields = await caseFields(ctx);
  if (fields.length === 0 && Object.keys(given).length === 0) return {};
  return fitting(fields, kind, given, {}, true);
}

/** Values of a case put over those it has; null takes one away. @throws Refusal invalid `field-value` */
export async function valuesChanged(
  ctx: Context,
  kind: string,
  given: GivenFields,
  present: FieldValues,
): Promise<FieldValues> {
  return fitting(await caseFields(ctx), kind, given, present, false);
}

/**
 * Refuses to close a case of which a required field is empty, and says which.
 * @throws Refusal invalid `fields-missing`; `missing` has the keys
 */
export async function refuseMissingFields(
  ctx: WritingContext,
  found: { kind: string; fields: unknown },
): Promise<void> {
  const values = found.fields as FieldValues;
  const missing = missingAt('closing', await caseFields(ctx), found.kind, values);
  const [first] = missing;
  if (first === undefined) return;
  const names = missing.map((field) => field.name).join(', ');
  throw new Refusal('invalid', 'fields-missing', `Fill in before closing: ${names}.`, {
    field: `fields.${first.key}`,
    extension: { missing: missing.map((field) => field.key) },
  });
}

/** The fields that are asked of this case, due at this time, and empty. */
function missingAt<F extends CaseField>(
  time: RequiredTime,
  fields: readonly F[],
  kind: string,
  values: Readonly<FieldValues>,
): F[] {
  return heldAt(askedFields(fields, kind, values), time).filter(
    (field) => field.required && values[field.key] === undefined,
  );
}

/** What `cases.changed` tells of values: before and after, only what changed. */
export { changedValues };

function fitting(
  fields: readonly CaseField[],
  kind: string,
  given: GivenFields,
  present: FieldValues,
  opening: boolean,
): FieldValues {
  // which fields are asked depends on the values as they will be, so they are read before any is required
  const free = fields.map((field) => ({ ...field, required: false }));
  const { values, problems } = checkValues(free, given, present);
  const emptied = (field: CaseField) => field.key in given || opening;
  const missing: FieldProblem[] = missingAt('opening', fields, kind, values)
    .filter(emptied)
    .map((field) => ({ field: field.key, message: `${field.name} must be filled in.` }));
  const all = [...problems, ...missing, ...notAsked(fields, kind, given, values)];
  const [first] = all;
  if (first !== undefined)
    throw new Refusal('invalid', 'field-value', all.map((problem) => problem.message).join(' '), {
      field: `fields.${first.field}`,
    });
  return values;
}
