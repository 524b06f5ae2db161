import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { say } from '../catalogue.ts';
import { type Visitor, visitorOf } from './visitor.ts';

/** The customer behind a request. @throws Refusal forbidden link-needed for a stranger */
export async function theCustomer(request: FastifyRequest): Promise<Visitor> {
  const visitor = await visitorOf(request);
  if (visitor.customer === undefined)
    throw new Refusal('forbidden', 'link-needed', say(visitor.language, 'pages', 'enter.stale'));
  return visitor;
}

/** What a field of a plain form says, at most so many characters long. @throws Refusal invalid field-missing · field-too-long */
export function field(request: FastifyRequest, name: string, most: number): string {
  const value = optional(request, name, most);
  if (value === undefined) throw missingField(name);
  return value;
}

/** Says which field was left empty. */
export function missingField(name: string): Refusal {
  return new Refusal('invalid', 'field-missing', `Something is missing: ${name}.`, { field: name });
}

/** The same for a field that may be left empty. @throws Refusal invalid field-too-long */
export function optional(request: FastifyRequest, name: string, most: number): string | undefined {
  const value = (request.body as Record<string, unknown> | undefined)?.[name];
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  if (value.length > most)
    throw new Refusal('invalid', 'field-too-long', `${name} is longer than ${most} characters.`, { field: name });
  return value.trim();
}
