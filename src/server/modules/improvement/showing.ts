import type { Improvement } from '../../../contract/improvement.ts';
import { betterWhen, type ImprovementMetric } from '../../../domain/improvement/metrics.ts';
import { shiftDay } from '../../../domain/measures/days.ts';
import type { ImprovementRow } from './improvement-queries.ts';
import { named, type Place } from './place.ts';

/** An improvement's row as the wire shows it. */
export function showImprovement(row: ImprovementRow, place: Place): Improvement {
  const metric = row.metric as ImprovementMetric;
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    description: row.description,
    state: row.state as Improvement['state'],
    problem:
      row.problem_id === null
        ? null
        : { id: row.problem_id, number: row.problem_number ?? 0, title: row.problem_title ?? '' },
    plan: {
      hypothesis: row.hypothesis,
      metric,
      better: betterWhen(metric),
      touchpoint: named(row.touchpoint_id, row.touchpoint_name),
      channel: row.channel,
      expectedEffect: row.expected_effect,
      weeks: row.weeks,
      promptedOn: row.prompted_on,
      untouched: named(row.untouched_id, row.untouched_name),
      fixedAt: row.fixed_at.toISOString(),
      fixedBy: named(row.fixed_by, row.fixed_by_name),
    },
    power: row.power as Improvement['power'],
    owner: named(row.owner_id, row.owner_name),
    budget: row.budget,
    spent: row.spent,
    currency: place.currency,
    ranking: {
      momentsPerYear: row.moments_per_year,
      valueAtStake: row.value_at_stake,
      expectedValue: row.expected_value,
      worth: row.worth,
    },
    startedOn: row.started_on,
    verdictOn: row.started_on === null ? null : shiftDay(row.started_on, row.weeks * 7),
    verdict: (row.verdict ?? (row.started_on === null ? null : 'too-early')) as Improvement['verdict'],
    closedAt: row.closed_at?.toISOString() ?? null,
    closingWords: row.closing_words,
  };
}
