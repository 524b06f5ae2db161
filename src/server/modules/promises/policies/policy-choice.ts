/**
 * Which policy promises what to a case: the first active policy, in their order, whose every condition fits. Its
 * calendar, else that of the case's team, else the default one, counts.
 */
import { type Considered, fitsConditions } from '../../../../domain/promises/policy-conditions.ts';
import type { Database } from '../../../store/database.ts';
import { findPresentCalendars } from '../../people/index.ts';
import { calendarsFor } from '../clock-record.ts';
import type { Clock } from '../ledger-rows.ts';
import { type CustomerTraits, findActivePolicies, type PolicyRow, type Standing } from './policy-queries.ts';

/** Everything that choosing needs, read once for a batch. */
export interface Terms {
  policies: PolicyRow[];
  /** The version in force of each calendar. */
  versions: Map<string, number>;
  defaultCalendar: string | null;
  teamCalendars: Map<string, string>;
}

/** What one clock of a case is promised. */
export interface ChosenTerms {
  minutes: number | null;
  policyId: string;
  policyVersion: number;
  calendarId: string | null;
  calendarVersion: number | null;
  pauseIn: string[];
}

/** Reads the policies and calendars in force. */
export async function readTerms(db: Database): Promise<Terms> {
  const policies = await findActivePolicies(db);
  const calendars = await findPresentCalendars(db);
  const present = calendars.map(({ id, version }) => ({ calendar_id: id, calendar_version: version }));
  await calendarsFor(db, present, []);
  return {
    policies,
    versions: new Map(calendars.map(({ id, version }) => [id, version])),
    defaultCalendar: calendars.find(({ is_default }) => is_default)?.id ?? null,
    teamCalendars: new Map(calendars.flatMap(({ id, team_ids }) => team_ids.map((team) => [team, id]))),
  };
}

/** What a clock of a case is promised now; null when no policy is for it. */
export function chooseTerms(
  terms: Terms,
  standing: Standing,
  customer: CustomerTraits | undefined,
  clock: Clock,
): ChosenTerms | null {
  const policy = terms.policies.find(({ conditions }) => fits(conditions, standing, customer));
  if (policy === undefined) return null;
  const ofTeam = standing.team_id === null ? undefined : terms.teamCalendars.get(standing.team_id);
  const calendarId = policy.calendar_id ?? ofTeam ?? terms.defaultCalendar;
  return {
    minutes: minutesOf(policy, clock),
    policyId: policy.id,
    policyVersion: policy.version,
    calendarId,
    calendarVersion: calendarId === null ? null : (terms.versions.get(calendarId) ?? null),
    pauseIn: clock === 'resolution' ? policy.pause_resolution_in : policy.pause_response_in,
  };
}

function minutesOf(policy: PolicyRow, clock: Clock): number | null {
  if (clock === 'first-response') return policy.first_response_minutes;
  if (clock === 'next-response') return policy.next_response_minutes;
  return policy.resolution_minutes;
}

function fits(conditions: PolicyRow['conditions'], standing: Standing, customer: CustomerTraits | undefined): boolean {
  return fitsConditions(conditions, consideredOf(standing, customer));
}

/** A case and its customer, as conditions ask of them. */
export function consideredOf(standing: Standing, customer: CustomerTraits | undefined): Considered {
  return {
    priority: standing.priority,
    kind: standing.kind,
    channel: standing.channel,
    teamId: standing.team_id,
    tags: standing.tags,
    customerId: standing.customer_id,
    formerIds: customer?.formerIds ?? [],
    organisationId: customer?.organisationId ?? null,
    vip: customer?.vip ?? false,
    value: customer?.value ?? 0,
  };
}
