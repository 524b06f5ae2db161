import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { Id } from './shapes.ts';

/** How many cases each view holds; kept up to date with every change, never counted on asking. */
export const CaseCounts = Type.Object({
  needsMe: Type.Integer(),
  atRisk: Type.Integer(),
  /** At risk and assigned to me. */
  atRiskMine: Type.Integer(),
  waiting: Type.Integer(),
  waitingMine: Type.Integer(),
  snoozed: Type.Integer(),
  snoozedMine: Type.Integer(),
  unassigned: Type.Integer(),
  open: Type.Integer(),
  teams: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      open: Type.Integer(),
      unassigned: Type.Integer(),
      atRisk: Type.Integer(),
      /** Whether you are in it. */
      mine: Type.Boolean(),
    }),
  ),
});
export type CaseCounts = Static<typeof CaseCounts>;

export const countCases = route({
  method: 'GET',
  path: '/cases/counts',
  access: 'cases.read',
  summary: 'How many cases are in each view',
  reply: CaseCounts,
});
