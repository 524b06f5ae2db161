import { type FieldDefinition, type FieldKind, type FieldOwner, keyOfName } from '../../../domain/fields/values.ts';
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
): Promise<(FieldDefinition & { id: string; help: string })[]> {
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
    };
    if ((await insertDefinition(ctx.trx, row)) === undefined)
      throw new Refusal('conflict', 'field-key-taken', `There is a field with the key ${key} already.`, {
        field: 'key',
      });
    await record(ctx, 'fields.added', row.id, { appliesTo: input.appliesTo, key });
    return show({ ...row, retired_at: null });
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
      ...(input.retired === undefined ? {} : { retired_at: input.retired ? (row.retired_at ?? ctx.now) : null }),
    };
    if (Object.keys(change).length > 0) await updateDefinition(ctx.trx, id, change);
    if (input.position !== undefined) await moveDefinition(ctx.trx, row, input.position);
    await record(ctx, 'fields.changed', id, { appliesTo: row.applies_to, key: row.key, changed: Object.keys(input) });
    return show((await lockDefinition(ctx.trx, id))!);
  });
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
  };
}
