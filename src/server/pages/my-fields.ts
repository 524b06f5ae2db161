import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { missingField, tooLong } from './form-parts.ts';
import type { Refused } from './problems.ts';
import { type Visitor, visitorOf } from './visitor.ts';

/** A visitor whom we know. */
export type KnownVisitor = Visitor & { customer: NonNullable<Visitor['customer']> };

/** Shows a customer's list, with what was refused of a form there. */
export type ShowList = (
  request: FastifyRequest,
  reply: FastifyReply,
  visitor: KnownVisitor,
  refused?: Refused,
) => Promise<FastifyReply>;

export function isKnown(visitor: Visitor): visitor is KnownVisitor {
  return visitor.customer !== undefined;
}

/** Whether a mail could be sent there. */
export function looksLikeAddress(email: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
}

/** The customer behind a request. @throws Refusal forbidden link-needed for a stranger */
export async function theCustomer(request: FastifyRequest): Promise<KnownVisitor> {
  const visitor = await visitorOf(request);
  if (!isKnown(visitor))
    throw new Refusal('forbidden', 'link-needed', 'This link is no longer good; ask for a new one.');
  return visitor;
}

/** What a field of a plain form says, at most so many characters long. @throws Refusal invalid field-missing · field-too-long */
export function field(request: FastifyRequest, name: string, most: number): string {
  const value = optional(request, name, most);
  if (value === undefined) throw missingField(name);
  return value;
}

/** The same for a field that may be left empty. @throws Refusal invalid field-too-long */
export function optional(request: FastifyRequest, name: string, most: number): string | undefined {
  const value = (request.body as Record<string, unknown> | null | undefined)?.[name];
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  if (value.trim().length > most) throw tooLong(name, value.trim(), most);
  return value.trim();
}

/** Which of two answers was pressed: nobody who pressed neither is said to have said no. @throws Refusal invalid choice-missing */
export function yesOrNo(request: FastifyRequest, name: string): boolean {
  const value = (request.body as Record<string, unknown> | null | undefined)?.[name];
  if (value === 'yes' || value === 'no') return value === 'yes';
  throw new Refusal('invalid', 'choice-missing', `Say yes or no: ${name}.`, { field: name });
}
