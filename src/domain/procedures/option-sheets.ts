/** A thing that options are compared by. */
export interface Criterion {
  key: string;
  label: string;
  /** Shown even where all options are alike, because it matters to this customer. */
  pinned: boolean;
}

export interface Option {
  key: string;
  name: string;
  /** null: price to be told; 0: costs nothing. */
  price: number | null;
  /** Open minutes from the choice until it is done; null: no time can be promised. */
  minutes: number | null;
  risk: string;
  notIncluded: string;
  /** What is promised when it is chosen; empty: its name. */
  promise: string;
  values: Readonly<Record<string, string>>;
}

/** A sheet as an agent writes it and its customer reads it. */
export interface SheetContent {
  title: string;
  intro: string;
  currency: string;
  criteria: readonly Criterion[];
  options: readonly Option[];
  /** The option we recommend, and why; null: none. */
  recommended: string | null;
  because: string;
}

/** The rows that come before a sheet's own. */
const fixedRows = ['price', 'time', 'risk', 'notIncluded'] as const;
export type FixedRow = (typeof fixedRows)[number];

export type Row = { kind: FixedRow } | { kind: 'own'; key: string; label: string };

/**
 * The rows worth reading: those in which the options differ, and those that were pinned. What is alike everywhere, or said
 * nowhere, only hides what matters. Price stays whenever it is known at all: a customer never chooses without it.
 */
export function rowsWorthReading(content: SheetContent): Row[] {
  const { options } = content;
  const differ = (of: (option: Option) => string) => new Set(options.map((option) => of(option).trim())).size > 1;
  const rows: Row[] = [];
  if (options.some((option) => option.price !== null)) rows.push({ kind: 'price' });
  if (differ((option) => String(option.minutes))) rows.push({ kind: 'time' });
  if (differ((option) => option.risk)) rows.push({ kind: 'risk' });
  if (differ((option) => option.notIncluded)) rows.push({ kind: 'notIncluded' });
  for (const { key, label, pinned } of content.criteria) {
    const said = options.some((option) => (option.values[key] ?? '').trim() !== '');
    if (said && (pinned || differ((option) => option.values[key] ?? ''))) rows.push({ kind: 'own', key, label });
  }
  return rows;
}

/** What is alike for all options, to be said once: risk, what is not included, time. */
export function alikeForAll(content: SheetContent): { risk: string; notIncluded: string; minutes: number | null } {
  const same = <T>(of: (option: Option) => T, none: T) => {
    const first = content.options[0];
    return first !== undefined && content.options.every((option) => of(option) === of(first)) ? of(first) : none;
  };
  return {
    risk: same((option) => option.risk.trim(), ''),
    notIncluded: same((option) => option.notIncluded.trim(), ''),
    minutes: same((option) => option.minutes, null),
  };
}

export type SheetProblem = 'two-options' | 'option-unnamed' | 'same-option' | 'recommended-unknown' | 'reason-missing';

/** What keeps a sheet from being sent; empty when it may go. */
export function problemsOfSheet(content: SheetContent): SheetProblem[] {
  const problems: SheetProblem[] = [];
  const { options, recommended } = content;
  if (options.length < 2) problems.push('two-options');
  if (options.some((option) => option.name.trim() === '')) problems.push('option-unnamed');
  if (new Set(options.map((option) => option.key)).size < options.length) problems.push('same-option');
  if (recommended !== null && !options.some((option) => option.key === recommended))
    problems.push('recommended-unknown');
  if (recommended !== null && content.because.trim() === '') problems.push('reason-missing');
  return problems;
}
