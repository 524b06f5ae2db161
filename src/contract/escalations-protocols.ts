import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Page, PageQuery } from './shapes.ts';
import { closed, protocolFields } from './escalations.ts';

export const EscalationProtocol = Type.Object({
  id: Id,
  name: Type.String(),
  position: Type.Integer(),
  active: Type.Boolean(),
  version: Type.Integer(),
  ...protocolFields,
  changedAt: Instant,
});
export type EscalationProtocol = Static<typeof EscalationProtocol>;

export const listProtocols = route({
  method: 'GET',
  path: '/escalation-protocols',
  access: 'promises.read',
  summary: 'Escalation protocols in their order',
  query: Type.Object({ ...PageQuery }),
  reply: Page(EscalationProtocol),
});

export const createProtocol = route({
  method: 'POST',
  path: '/escalation-protocols',
  access: 'policies.write',
  summary: 'Make an escalation protocol',
  body: Type.Object({ name: Line, active: Type.Optional(Type.Boolean()), ...protocolFields }, closed),
  reply: EscalationProtocol,
});

export const changeProtocol = route({
  method: 'PATCH',
  path: '/escalation-protocols/:id',
  access: 'policies.write',
  summary: 'Change a protocol; escalations that run keep the version they began with',
  params: ById,
  body: Type.Object(
    {
      ...Type.Partial(Type.Object({ name: Line, active: Type.Boolean(), ...protocolFields })).properties,
      position: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    },
    closed,
  ),
  reply: EscalationProtocol,
});

export const removeProtocol = route({
  method: 'DELETE',
  path: '/escalation-protocols/:id',
  access: 'policies.write',
  summary: 'Stop using a protocol; what it started goes on',
  params: ById,
});

export const restoreProtocol = route({
  method: 'POST',
  path: '/escalation-protocols/:id/restoring',
  access: 'policies.write',
  summary: 'Take a removed protocol back, switched off',
  params: ById,
  reply: EscalationProtocol,
  status: 200,
});
