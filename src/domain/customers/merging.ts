/**
 * Two records of one person become one: what each says is put side by side. Where only one says something, that is kept;
 * where both agree there is nothing to choose; where they disagree the record that stays is right unless somebody chooses.
 * Tags are put together; "important", "do not survey" and "no assistant" hold when either says so.
 */
export const mergeColumns = [
  'name',
  'organisation_id',
  'language',
  'time_zone',
  'preferred_channel',
  'portal_role',
  'notes',
  'vip',
  'do_not_survey',
  'no_assistant',
  'tags',
] as const;
export type MergeColumn = (typeof mergeColumns)[number];

export type MergeSide = Readonly<Record<MergeColumn, unknown>> & { readonly fields: Readonly<Record<string, unknown>> };

/** One line of the comparison. `field` is a column, or `fields.<key>` for a field of one's own. */
export interface MergeLine {
  readonly field: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly conflict: boolean;
  readonly proposed: 'mine' | 'theirs' | 'both';
  /** What stands there afterwards when nothing is chosen. */
  readonly outcome: unknown;
}

/** Compares two records line by line; lines where neither says anything are left out. */
export function compareRecords(mine: MergeSide, theirs: MergeSide): MergeLine[] {
  const keys = [...new Set([...Object.keys(mine.fields), ...Object.keys(theirs.fields)])].sort();
  return [
    ...mergeColumns.map((column) => compareLine(column, mine[column], theirs[column])),
    ...keys.map((key) => compareLine(`fields.${key}`, mine.fields[key], theirs.fields[key])),
  ].filter((line) => !(isNothing(line.mine) && isNothing(line.theirs)));
}

/** What each line says afterwards: the proposal, or the other's word where `take` names the line. */
export function mergedValue(line: MergeLine, take: readonly string[]): unknown {
  return take.includes(line.field) && line.proposed !== 'both' ? line.theirs : line.outcome;
}

function compareLine(field: string, mine: unknown, theirs: unknown): MergeLine {
  const line = { field, mine: mine ?? null, theirs: theirs ?? null };
  if (field === 'tags') {
    const outcome = [...new Set([...(mine as string[]), ...(theirs as string[])])];
    return { ...line, conflict: false, proposed: 'both', outcome };
  }
  if (field === 'vip' || field === 'do_not_survey' || field === 'no_assistant')
    return { ...line, conflict: false, proposed: 'both', outcome: mine === true || theirs === true };
  if (isNothing(mine) && !isNothing(theirs)) return { ...line, conflict: false, proposed: 'theirs', outcome: theirs };
  const same = isNothing(theirs) || JSON.stringify(mine) === JSON.stringify(theirs);
  return { ...line, conflict: !same, proposed: 'mine', outcome: mine ?? null };
}

function isNothing(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}
