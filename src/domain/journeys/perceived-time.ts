import type { Interval } from '../measures/proportions.ts';

/** Words about waiting in the five languages, as a pattern both JavaScript and PostgreSQL read (case-insensitive). */
export const slowWords =
  'too slow|so slow|very slow|still waiting|been waiting|waited|how much longer|takes forever|took forever|too long|no answer|no reply|zu langsam|so langsam|warte immer noch|immer noch keine antwort|gewartet|zu lange|wie lange noch|demasiado tiempo|sigo esperando|sin respuesta|trop lent|trop long|toujours pas de réponse|j.attends encore|muito tempo|ainda espero|sem resposta';

export type PerceptionVerdict = 'unknown' | 'fine' | 'agree' | 'apart';

/**
 * Whether what customers feel agrees with the clock. They "say slow" when at least one in twenty surely does (lower end
 * of the interval); the clock agrees when half of them wait longer here than half do elsewhere, else both stand apart and
 * something other than the hours is felt. Unknown under five answers.
 */
export function perceivedAgainstMeasured(
  said: { n: number; interval: Interval | undefined },
  clock: { answered: number; half: number | null; elsewhere: number | null },
): PerceptionVerdict {
  if (said.n < 5 || clock.answered < 5 || clock.half === null || said.interval === undefined) return 'unknown';
  if (said.interval.low < 0.05) return 'fine';
  return clock.elsewhere !== null && clock.half > clock.elsewhere ? 'agree' : 'apart';
}
