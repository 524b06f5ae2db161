import { Type, type Static } from 'typebox';
import { Id, Instant, Nullable, OneOf } from './shapes.ts';

/** Why a step of a protocol in use would reach nobody. */
export const gapReasons = ['nobody', 'away', 'person', 'rota'] as const;

/**
 * A step that would reach nobody within the next two weeks: a rota without anybody on call (`nobody`), somebody on call who is
 * away and for whom nobody stands in (`away`), a person who has left, a rota that is gone.
 */
export const EscalationGap = Type.Object({
  protocol: Type.Object({ id: Id, name: Type.String() }),
  /** Counted from 0. */
  step: Type.Integer(),
  because: OneOf(gapReasons),
  rota: Nullable(Type.Object({ id: Id, name: Type.String() })),
  person: Nullable(Type.Object({ id: Id, name: Type.String() })),
  from: Instant,
  /** Null: for as long as one sees. */
  until: Nullable(Instant),
});
export type EscalationGap = Static<typeof EscalationGap>;
