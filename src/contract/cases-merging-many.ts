import { Type, type Static } from 'typebox';
import { mostMerged } from '../domain/cases/merging.ts';
import { route } from './route.ts';
import { Id } from './shapes.ts';

const Ref = Type.String({ pattern: '^#?(\\d{1,12}|[0-9a-fA-F-]{36})$' });
const Named = Type.Object({ id: Id, number: Type.Integer() });

export const MergedCases = Type.Object({
  into: Named,
  /** Those that were merged, in the order in which it was done. */
  merged: Type.Array(Named),
});
export type MergedCases = Static<typeof MergedCases>;

export const mergeCases = route({
  method: 'POST',
  path: '/cases/merge',
  access: 'cases.write',
  summary:
    'Merge several cases into one, all or none; nothing is copied, and it can be taken back. Cases of other customers than the one merged into need otherCustomers',
  body: Type.Object(
    {
      /** By id or number; the one merged into may stand among them. */
      ids: Type.Array(Ref, { minItems: 1, maxItems: mostMerged + 1 }),
      into: Ref,
      /** Yes, also cases of other customers: they all take part in the one case from now on. */
      otherCustomers: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: MergedCases,
  status: 200,
});

export const unmergeCases = route({
  method: 'POST',
  path: '/cases/unmerge',
  access: 'cases.write',
  summary: 'Take merges of several cases back, all or none: every case stands as it did',
  body: Type.Object({ ids: Type.Array(Ref, { minItems: 1, maxItems: mostMerged }) }, { additionalProperties: false }),
  reply: Type.Object({ unmerged: Type.Array(Named) }),
  status: 200,
});
