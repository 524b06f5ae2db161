/** How one case belongs to another, said from this case's side. */
export const relations = [
  'follows',
  'followed-by',
  'related',
  'caused-by',
  'causes',
  'duplicate-of',
  'duplicated-by',
  'parent',
  'child',
  'split-from',
  'split-into',
] as const;
export type Relation = (typeof relations)[number];
