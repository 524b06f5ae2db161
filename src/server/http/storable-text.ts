import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';

/** Nothing of ours nests deeper than a few levels; a body that does was made to exhaust whoever walks it. */
const deepest = 40;

/**
 * Refuses, before anything looks at it, what no text of ours can hold: a NUL, or half of a surrogate pair, neither of
 * which PostgreSQL stores; and bodies nested more than 40 deep. Names the field.
 */
export async function refuseUnstorable(request: FastifyRequest): Promise<void> {
  look(request.params, 'params', 1);
  look(request.query, 'query', 1);
  look(request.body, '', 1);
}

function look(value: unknown, field: string, depth: number): void {
  if (typeof value === 'string') return lookAtText(value, field);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  if (depth > deepest)
    throw new Refusal('invalid', 'too-deep', `Nothing was saved: the request is nested more than ${deepest} deep.`);
  for (const [name, inner] of Object.entries(value)) {
    lookAtText(name, field);
    look(inner, field === '' ? name : `${field}.${name}`, depth + 1);
  }
}

function lookAtText(text: string, field: string): void {
  const wrong = text.includes('\0')
    ? 'a NUL character (U+0000)'
    : text.isWellFormed()
      ? undefined
      : 'half of a surrogate pair, which is not a character';
  if (wrong !== undefined)
    throw new Refusal('invalid', 'unstorable-text', `Nothing was saved: ${field || 'the request'} contains ${wrong}.`, {
      field: field || 'body',
    });
}
