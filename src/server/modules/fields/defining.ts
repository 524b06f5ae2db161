import type { CaseField, FieldCondition, RequiredTime } from '../../../domain/fields/asking.ts';
import { type FieldKind, type FieldOwner, keyOfName } from '../../../domain/fields/values.ts';
import type { CaseKind } from '../../../domain/cases/words.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Field } from '../../../contract/fields.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import {
  choiceInUse,
  type DefinitionRecord,
  insertDefinition,
  listDefinitions,
  lockDefinition,
  moveDefinition,
  updateDefinition,
} from './queries.ts';

const mostFields = 200;

/** What is asked of every customer, organisation or case, in order, retired fields included: what `checkValues` takes. */
export async function fieldDefinitions(
  ctx: Context,
  appliesTo: FieldOwner,
): Promise<(CaseField & { id: string; help: string })[]> {
  return (await listDefinitions(ctx.db, appliesTo)).map((row) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    kind: row.kind as FieldKind,
    choices: row.choices,
    help: row.help,
    required: row.required,
    searchable: row.searchable,
    retired: row.retired_at !== null,
    kinds: row.kinds,
    showWhen: row.show_when as FieldCondition | null,
    requiredAt: row.required_at as RequiredTime,
  }));
}

/** All fields, or those of one kind of record; retired ones when asked for. */
export async function listFields(
  ctx: Context,
  query: { appliesTo?: FieldOwner | undefined; retired?: boolean | undefined },
): Promise<Field[]> {
  const rows = await listDefinitions(ctx.db, query.appliesTo);
  return rows.filter((row) => query.retired === true || row.retired_at === null).map(show);
}

export function createField(
  ctx: Context,
  input: {
    appliesTo: FieldOwner;
    name: string;
    key?: string | undefined;
    kind: FieldKind;
    choices?: string[] | undefined;
    help?: string | undefined;
    required?: boolean | undefined;
    searchable?: boolean | undefined;
    kinds?: CaseKind[] | undefined;
    showWhen?: FieldCondition | null | undefined;
    requiredAt?: RequiredTime | undefined;
  },
): Promise<Field> {
  return transact(ctx, async (ctx) => {
    const present = await listDefinitions(ctx.trx, input.appliesTo);
    if (present.length >= mostFields)
      throw new Refusal(
        'invalid',
        'too-many-fields',
        `There are ${String(mostFields)} fields already; change one of them.`,
      );
    const key =
      input.key ??
      keyOfName(
        input.name,
        present.map((row) => row.key),
      );
    const row = {
      id: newId(),
      applies_to: input.appliesTo,
      key,
      name: input.name.trim(),
      kind: input.kind,
      choices: cleanChoices(input.kind, input.choices ?? []),
      help: input.help?.trim() ?? '',
      required: input.required ?? false,
      searchable: input.searchable ?? false,
      position: (present.at(-1)?.position ?? -1) + 1,
      created_at: ctx.now,
      ...whenAsked(input.appliesTo, key, input, present),
    };
    if ((await insertDefinition(ctx.trx, row)) === undefined)
      throw new Refusal('conflict', 'field-key-taken', `There is a field with the key ${key} already.`, {
        field: 'key',
      });
    await record(ctx, 'fields.added', row.id, { appliesTo: input.appliesTo, key });
    return show((await lockDefinition(ctx.trx, row.id))!);
  });
}

/** Changes a field. A choice that is in use cannot be dropped: whoever chose it would be left with a value nobody offers. */
export function changeField(
  ctx: Context,
  id: string,
  input: {
    name?: string | undefined;
    choices?: string[] | undefined;
    help?: string | undefined;
    required?: boolean | undefined;
    searchable?: boolean | undefined;
    kinds?: CaseKind[] | undefined;
    showWhen?: FieldCondition | null | undefined;
    requiredAt?: RequiredTime | undefined;
    position?: number | undefined;
    retired?: boolean | undefined;
  },
): Promise<Field> {
  return transact(ctx, async (ctx) => {
    const row = await lockDefinition(ctx.trx, id);
    if (row === undefined) throw new Refusal('not_found', 'field-not-found', 'There is no such field.');
    const choices = input.choices === undefined ? undefined : cleanChoices(row.kind as FieldKind, input.choices);
    for (const dropped of choices === undefined ? [] : row.choices.filter((one) => !choices.includes(one)))
      if (await choiceInUse(ctx.trx, row, dropped))
        throw new Refusal('conflict', 'choice-in-use', `"${dropped}" is in use; change those records first.`, {
          field: 'choices',
        });
    const change = {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(choices === undefined ? {} : { choices }),
      ...(input.help === undefined ? {} : { help: input.help.trim() }),
      ...(input.required === undefined ? {} : { required: input.required }),
      ...(input.searchable === undefined ? {} : { searchable: input.searchable }),
      ...whenAsked(
        row.applies_to as FieldOwner,
        row.key,
        input,
        await listDefinitions(ctx.trx, row.applies_to as FieldOwner),
      ),
      ...(input.retired === undefined ? {} : { retired_at: input.retired ? (row.retired_at ?? ctx.now) : null }),
    };
    if (Object.keys(change).length > 0) await updateDefinition(ctx.trx, id, change);
    if (input.position !== undefined) await moveDefinition(ctx.trx, row, input.position);
    await record(ctx, 'fields.changed', id, { appliesTo: row.applies_to, key: row.key, changed: Object.keys(input) });
    return show((await lockDefinition(ctx.trx, id))!);
  });
}

/** Refuses conditions on what is no case, on fields that are not there or take no choice, and rings of conditions. */
function whenAsked(
  appliesTo: FieldOwner,
  key: string,
  input: {
    kinds?: CaseKind[] | undefined;
    showWhen?: FieldCondition | null | undefined;
    requiredAt?: RequiredTime | undefined;
  },
  present: readonly DefinitionRecord[],
) {
  const { kinds, showWhen, requiredAt } = input;
  if (appliesTo !== 'case' && ((kinds?.length ?? 0) > 0 || (showWhen ?? null) !== null))
    throw new Refusal('invalid', 'not-a-case', 'Only fields of cases are asked by kind or condition.', {
      field: 'showWhen',
    });
  if (showWhen != null) refuseBrokenCondition(key, showWhen, present);
  return {
    ...(kinds === undefined ? {} : { kinds: [...kinds] }),
    ...(showWhen === undefined ? {} : { show_when: showWhen === null ? null : JSON.stringify(showWhen) }),
    ...(requiredAt === undefined ? {} : { required_at: requiredAt }),
  };
}

function refuseBrokenCondition(key: string, condition: FieldCondition, present: readonly DefinitionRecord[]): void {
  const refuse = (sentence: string) => {
    throw new Refusal('invalid', 'field-condition', sentence, { field: 'showWhen' });
  };
  const other = present.find((row) => row.key === condition.field && row.retired_at === null);
  if (other === undefined || other.key === key) return refuse(`There is no other field "${condition.field}".`);
  const offered = other.kind === 'yes-no' ? ['true', 'false'] : other.choices;
  if (!['choice', 'choices', 'yes-no'].includes(other.kind))
    return refuse(`${other.name} takes no choice; a condition needs one to ask for.`);
  const unknown = condition.is.find((one) => !offered.includes(one));
  if (unknown !== undefined) return refuse(`${other.name} does not offer "${unknown}".`);
  for (let at: DefinitionRecord | undefined = other, hops = 0; at !== undefined && hops < 200; hops++) {
    const next: string | undefined = (at.show_when as FieldCondition | null)?.field;
    if (next === key) return refuse('These conditions would wait for each other.');
    at = present.find((row) => row.key === next);
  }
}

function cleanChoices(kind: FieldKind, given: readonly string[]): string[] {
  const choices = [...new Set(given.map((choice) => choice.trim()))];
  const chosen = kind === 'choice' || kind === 'choices';
  if (chosen && choices.length === 0)
    throw new Refusal('invalid', 'choices-needed', 'Say at least one choice.', { field: 'choices' });
  if (!chosen && choices.length > 0)
    throw new Refusal('invalid', 'choices-not-taken', 'Only fields that are chosen from take choices.', {
      field: 'choices',
    });
  if (kind === 'choices' && choices.some((choice) => choice.includes(',')))
    throw new Refusal('invalid', 'choice-with-comma', 'A choice of several cannot hold a comma.', { field: 'choices' });
  return choices;
}

function show(row: DefinitionRecord): Field {
  return {
    id: row.id,
    appliesTo: row.applies_to as FieldOwner,
    key: row.key,
    name: row.name,
    kind: row.kind as FieldKind,
    choices: row.choices,
    help: row.help,
    required: row.required,
    searchable: row.searchable,
    position: row.position,
    retired: row.retired_at !== null,
    kinds: row.kinds as CaseKind[],
    showWhen: row.show_when as Field['showWhen'],
    requiredAt: row.required_at as RequiredTime,
  };
}
