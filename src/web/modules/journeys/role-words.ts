import { roles } from '../../../domain/people/permissions.ts';

type Say = (key: `map:role.${(typeof roles)[number]}`) => string;

/** A role as people say it: one of Kept's by its name in their language, any other as the company wrote it. */
export function roleWords(role: string, t: unknown): string {
  const known = roles.find((one) => one === role);
  return known === undefined ? role : (t as Say)(`map:role.${known}`);
}
