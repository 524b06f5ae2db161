import { sql } from 'kysely';
import { checkValues, type FieldKind, type FieldValues } from '../../../domain/fields/values.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context, WritingContext } from '../../context.ts';
import { createField, fieldDefinitions } from '../fields/index.ts';
import type { Outcome } from './import-queries.ts';
import type { CaseRecord } from './records.ts';
import type { Running } from './running-import.ts';

/** What becomes of a field of the source unless somebody says otherwise; one known by a number only is worth a note. */
export function fateByDefault(name: string): 'field' | 'note' {
  return /\p{L}/u.test(name) ? 'field' : 'note';
}

export type OwnFields = Awaited<ReturnType<typeof fieldDefinitions>>;

/** Whether a field of the source is to become one of ours, stay in a note, be a tag, or be left out. */
function fateOf(running: Running, key: string): { name: string; fate: 'field' | 'note' | 'tag' | 'drop' } {
  const name = running.fieldNames.get(key) ?? key;
  return { name, fate: running.mapping.fields[name] ?? fateByDefault(name) };
}

/** Fields of cases that are there already or were made for the import. */
export function ownFields(ctx: Context): Promise<OwnFields> {
  return fieldDefinitions(ctx, 'case');
}

/** Makes the fields of cases that are wanted and not there. Their kind is what all values have in common. */
export async function makeFields(ctx: WritingContext, running: Running): Promise<Outcome[]> {
  const present = new Set((await ownFields(ctx)).map(({ name }) => name.toLowerCase()));
  const outcomes: Outcome[] = [];
  for (const found of await describeFields(ctx, running.id)) {
    if ((running.mapping.fields[found.name] ?? fateByDefault(found.name)) !== 'field') continue;
    if (present.has(found.name.toLowerCase())) continue;
    const kind = kindOf(found);
    try {
      const made = await createField(ctx, {
        appliesTo: 'case',
        name: found.name.slice(0, 100),
        kind,
        choices: kind === 'choice' ? found.values : [],
      });
      outcomes.push({ kind: 'field', external_id: found.name, outcome: 'noted', reason: kind, own_id: made.id });
    } catch (error) {
      // no room for more fields of one's own: what is left stays in notes
      if (error instanceof Refusal && error.code === 'too-many-fields') return outcomes;
      throw error;
    }
  }
  return outcomes;
}

interface FoundField {
  name: string;
  n: number;
  different: number;
  numbers: boolean;
  days: boolean;
  yes: boolean;
  longest: number;
  /** The first of the different values. */
  values: string[];
}

const mostChoices = 20;

function kindOf(found: FoundField): FieldKind {
  if (found.yes) return 'yes-no';
  if (found.days) return 'date';
  if (found.numbers) return 'number';
  const chosen = found.different > 1 && found.different <= mostChoices && found.n >= found.different * 3;
  return chosen && found.longest <= 60 ? 'choice' : 'text';
}

async function describeFields(ctx: WritingContext, importId: string): Promise<FoundField[]> {
  // figures with a leading nought are numbers of contracts, not quantities
  const { rows } = await sql<FoundField>`
    select coalesce(f.data->>'name', e.key) as name, count(*)::int as n, count(distinct e.value)::int as different,
      bool_and(e.value ~ '^-?(0|[1-9][0-9]{0,11})([.][0-9]{1,6})?$') as numbers, bool_and(e.value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') as days,
      bool_and(e.value = 'yes') as yes, max(length(e.value))::int as longest,
      (array_agg(distinct trim(e.value)))[1:${sql.lit(mostChoices)}] as values
    from import_items c cross join lateral jsonb_each_text(c.data->'fields') e
    left join import_items f on f.import_id = c.import_id and f.kind = 'field' and f.external_id = e.key
    where c.import_id = ${importId} and c.kind = 'case' and jsonb_typeof(c.data->'fields') = 'object' group by 1 order by 2 desc, 1 limit 200
  `.execute(ctx.trx);
  return rows;
}

/**
 * The values of a case that fit our fields, and those that do not: they are to stay in a note, so that nothing is lost.
 */
export function placeFields(
  running: Running,
  own: OwnFields,
  data: CaseRecord,
): { values: FieldValues; left: string[]; tags: string[] } {
  const byName = new Map(own.filter(({ retired }) => !retired).map((field) => [field.name.toLowerCase(), field]));
  let values: FieldValues = {};
  const left: string[] = [];
  const tags: string[] = [];
  for (const [key, value] of Object.entries(data.fields ?? {})) {
    const { name, fate } = fateOf(running, key);
    if (fate === 'drop') continue;
    if (fate === 'tag') tags.push(value);
    else {
      const field = fate === 'field' ? byName.get(name.slice(0, 100).toLowerCase()) : undefined;
      const checked = field === undefined ? undefined : checkValues([field], { [field.key]: value }, values);
      if (checked === undefined || checked.problems.length > 0) left.push(`${name}: ${value}`);
      else values = checked.values;
    }
  }
  return { values, left, tags };
}
