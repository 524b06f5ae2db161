import { csv } from '../../../ui/chart.tsx';
import type { RegisterRow } from './register.data.ts';

const columns = ['id', 'kind', 'clock', 'what', 'state', 'outcome', 'customer', 'case', 'team', 'keeper', 'madeAt', 'firstDueAt', 'dueAt', 'endedAt', 'endReason', 'risk'] as const; // prettier-ignore

/** The register as CSV, one line a promise; the columns are named as the API names them. */
export function csvOf(rows: readonly RegisterRow[]): string {
  const lines = rows.map((row) => [
    row.id, row.kind, row.clock, row.what, row.state, row.outcome, row.customer.name, row.case?.number ?? null, row.team?.name ?? null,
    row.keeper?.name ?? null, row.madeAt, row.firstDueAt, row.dueAt, row.endedAt, row.endReason, row.risk,
  ]); // prettier-ignore
  return csv({ columns, rows: lines });
}
