import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById } from './shapes.ts';

/** What somebody would leave behind. */
export const Leaving = Type.Object({
  /** Open cases that he has. */
  cases: Type.Integer(),
  /** Open promises that he keeps, in cases of anybody. */
  promises: Type.Integer(),
  /** Open tasks in cases of anybody. */
  tasks: Type.Integer(),
  /** Keys of programs that he made and that still open: he may know them. */
  keys: Type.Integer(),
});
export type Leaving = Static<typeof Leaving>;

export const readLeaving = route({
  method: 'GET',
  path: '/users/:id/leaving',
  access: 'people.manage',
  summary: 'What a colleague would leave behind: open cases, promises and tasks, and keys that he made',
  params: ById,
  reply: Leaving,
});
