import { useColleagues, useTeams } from '../../colleagues.ts';

/** Colleagues and teams by id. */
export function useNames(): ReadonlyMap<string, string> {
  return new Map([...useColleagues(), ...useTeams()].map((one) => [one.id, one.name]));
}
