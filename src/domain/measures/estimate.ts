/** How long a case like this one really took; an open one counts as "at least this long". All times are business minutes. */
export type SimilarCase = {
  /** Business minutes from arrival to resolution, or to now while still open. */
  readonly businessMinutes: number;
  readonly resolved: boolean;
};

/** Resolved cases (that took at least as long as this one already has) below which nothing is quoted. */
export const FEWEST_RESOLVED = 20;
