import { Type, type Static } from 'typebox';
import { roles } from '../domain/people/permissions.ts';
import { gestureUnits, spans } from '../domain/procedures/authority.ts';
import { Approval, Authority } from './authority.ts';
import { CaseRef } from './cases.ts';
import { route } from './route.ts';
import { ById, Id, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

const Named = Type.Object({ id: Id, name: Type.String() });

export const askApproval = route({
  method: 'POST',
  path: '/cases/:id/approvals',
  access: 'cases.write',
  summary: 'Ask for what is beyond what you may give; those who may give it are told at once',
  params: CaseRef,
  body: Type.Object(
    {
      kindId: Id,
      size: Type.Number({ exclusiveMinimum: 0, maximum: 1e9 }),
      currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
      why: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }),
    },
    { additionalProperties: false },
  ),
  reply: Approval,
});

export const listApprovals = route({
  method: 'GET',
  path: '/approvals',
  access: 'cases.read',
  summary: 'What was asked for in cases you may see, newest first; `mine` for what waits for you',
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(OneOf(['waiting', 'granted', 'declined', 'withdrawn', 'expired'])),
    mine: Type.Optional(Type.Boolean()),
  }),
  reply: Page(Approval),
});

export const decideApproval = route({
  method: 'POST',
  path: '/approvals/:id/decision',
  access: 'cases.write',
  summary: 'Grant or decline, with a word; granted it is given at once and whoever asked is told',
  params: ById,
  body: Type.Object(
    { decision: OneOf(['granted', 'declined']), word: Type.Optional(Type.String({ maxLength: 1000 })) },
    { additionalProperties: false },
  ),
  reply: Approval,
  status: 200,
});

export const withdrawApproval = route({
  method: 'POST',
  path: '/approvals/:id/withdrawal',
  access: 'cases.write',
  summary: 'Take your own request back',
  params: ById,
  reply: Approval,
  status: 200,
});

/** How asking went for a role and a kind; `proposal`: the limit that would make asking needless. */
export const AskingLine = Type.Object({
  kind: Named,
  unit: OneOf(gestureUnits),
  role: OneOf(roles),
  asked: Type.Integer(),
  waiting: Type.Integer(),
  granted: ShareFigure,
  /** Of those answered. */
  medianWaitMinutes: Nullable(Type.Number()),
  longestWaitMinutes: Nullable(Type.Number()),
  present: Nullable(Type.Object({ most: Nullable(Type.Number()), span: OneOf(spans) })),
  proposal: Nullable(
    Type.Object({ most: Type.Number(), currency: Type.String(), n: Type.Integer(), granted: Type.Integer() }),
  ),
});
export type AskingLine = Static<typeof AskingLine>;

export const readAskingReport = route({
  method: 'GET',
  path: '/approvals/report',
  access: 'measures.read',
  summary:
    'How long people waited for an answer in the last year and how often it was yes; with limits that should be raised',
  reply: Type.Object({ items: Type.Array(AskingLine) }),
});

export const answerProposal = route({
  method: 'POST',
  path: '/approvals/proposals',
  access: 'policies.write',
  summary:
    'Raise a limit as proposed, so that nobody has to ask any more; or leave it, and be asked again only after new requests',
  body: Type.Object({ kindId: Id, role: OneOf(roles), accept: Type.Boolean() }, { additionalProperties: false }),
  reply: Nullable(Authority),
  status: 200,
});
