import {
  checkValues as check,
  type FieldOwner,
  type FieldValues,
  wordsOfValues,
} from '../../../domain/fields/values.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { fieldDefinitions } from './defining.ts';

/**
 * Puts given values over the present ones and refuses what does not fit, naming the first field concerned as `fields.<key>`.
 * @param complete whether every required field must be filled in afterwards
 * @returns the values to keep, and those of searchable fields as words
 */
export async function checkValues(
  ctx: Context,
  appliesTo: FieldOwner,
  given: Readonly<Record<string, unknown>>,
  present: Readonly<FieldValues> = {},
  complete = false,
): Promise<{ values: FieldValues; words: string }> {
  const definitions = await fieldDefinitions(ctx, appliesTo);
  const { values, problems } = check(definitions, given, present, complete);
  const [first] = problems;
  if (first !== undefined)
    throw new Refusal('invalid', 'field-value', problems.map((problem) => problem.message).join(' '), {
      field: `fields.${first.field}`,
    });
  return { values, words: wordsOfValues(definitions, values) };
}
