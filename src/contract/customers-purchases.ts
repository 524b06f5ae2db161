import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, Page, PageQuery } from './shapes.ts';

export const Purchase = Type.Object({
  id: Id,
  at: Instant,
  /** In the currency's main unit; below zero for money given back. */
  amount: Type.Number(),
  currency: Type.String(),
  externalRef: Nullable(Type.String()),
  description: Type.String(),
});
export type Purchase = Static<typeof Purchase>;

export const recordPurchase = route({
  method: 'POST',
  path: '/customers/:id/purchases',
  access: 'customers.write',
  summary: 'Note what a customer bought; the same externalRef told twice is one purchase',
  params: ById,
  body: Type.Object(
    {
      at: Instant,
      amount: Type.Number({ minimum: -1e12, maximum: 1e12 }),
      currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
      externalRef: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      description: Type.Optional(Type.String({ maxLength: 300 })),
    },
    { additionalProperties: false },
  ),
  reply: Purchase,
});

export const listPurchases = route({
  method: 'GET',
  path: '/customers/:id/purchases',
  access: 'customers.read',
  summary: 'What a customer bought, newest first',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(Purchase),
});

export const sumPurchases = route({
  method: 'GET',
  path: '/customers/:id/purchases/totals',
  access: 'customers.read',
  summary: 'What all purchases of a customer come to, by currency; money given back is taken off',
  params: ById,
  reply: Type.Object({
    count: Type.Integer(),
    /** The currency with the most purchases first. */
    totals: Type.Array(Type.Object({ currency: Type.String(), count: Type.Integer(), amount: Type.Number() })),
  }),
});

export const removePurchase = route({
  method: 'DELETE',
  path: '/customers/:id/purchases/:purchaseId',
  access: 'customers.write',
  summary: 'Take back a purchase that was noted wrongly; answers what it was, so that it can be noted again',
  params: Type.Object({ id: Id, purchaseId: Id }, { additionalProperties: false }),
  reply: Purchase,
});
