import type { EstimateQuote } from '../../../../contract/promises-estimates.ts';
import { alikeOf } from '../../../../domain/measures/estimate-groups.ts';

/** What the estimates know of a case, by the log. */
export interface EstimateCase {
  case_id: string;
  kind: string;
  priority: string;
  team_id: string | null;
  load: number;
  opened_at: Date;
  closed_at: Date | null;
  minutes: number | null;
  calendar_id: string | null;
  calendar_version: number | null;
  merged: boolean;
  look_at: Date | null;
  unknown: string | null;
  unknown_n: number | null;
}

/** One estimate that was given, as it is kept. */
export interface QuoteRow {
  id: string;
  case_id: string;
  promise_id: string | null;
  quoted_at: Date;
  because: EstimateQuote['because'];
  kind: string;
  team_id: string | null;
  levels: Date[];
  half_at: Date;
  likely_at: Date;
  half_minutes: number;
  likely_minutes: number;
  basis: string;
  n: number;
  resolved: number;
  superseded_at: Date | null;
  void_at: Date | null;
  met: boolean | null;
}

/** An estimate as the wire shows it. */
export function showQuote(row: QuoteRow): EstimateQuote {
  return {
    id: row.id,
    promiseId: row.promise_id,
    quotedAt: row.quoted_at.toISOString(),
    because: row.because,
    halfAt: row.half_at.toISOString(),
    likelyAt: row.likely_at.toISOString(),
    halfMinutes: row.half_minutes,
    likelyMinutes: row.likely_minutes,
    basis: { alike: alikeOf(row.basis), kind: row.kind, n: row.n, resolved: row.resolved },
    supersededAt: row.superseded_at?.toISOString() ?? null,
    met: row.met,
  };
}
