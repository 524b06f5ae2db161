/** What a test puts into a body in place of what a person would have typed. */
export interface Hostile {
  /** The text for every field that takes free text, before it is cut to what the field allows. */
  text: string;
  /** The number for every field that takes one; the schema's own limits hold. */
  number?: 'least' | 'most';
  /** Whether fields that may be left out are sent. */
  optional: boolean;
}

interface Schema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  patternProperties?: Record<string, Schema>;
}

/**
 * A body that fits a schema of the contract and carries hostile text wherever text is free. `idFor` names the record for
 * a field such as `customerId`, so that the body passes the first look-up and reaches the verb.
 */
export function bodyFor(schema: object, hostile: Hostile, idFor: (field: string) => string): unknown {
  return valueFor(schema as Schema, hostile, idFor, '');
}

function valueFor(schema: Schema, hostile: Hostile, idFor: (field: string) => string, field: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[hostile.optional ? schema.enum.length - 1 : 0];
  if (schema.anyOf !== undefined) {
    const some = schema.anyOf.filter((one) => one.type !== 'null');
    return some.length === 0 ? null : valueFor(some[0]!, hostile, idFor, field);
  }
  switch (schema.type) {
    case 'object':
      return objectFor(schema, hostile, idFor, field);
    case 'array':
      return schema.items === undefined
        ? []
        : Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () =>
            valueFor(schema.items!, hostile, idFor, field),
          );
    case 'boolean':
      return hostile.optional;
    case 'integer':
    case 'number':
      return numberFor(schema, hostile);
    case 'null':
      return null;
    case 'string':
      return textFor(schema, hostile, idFor, field);
    default:
      return hostile.text;
  }
}

function objectFor(schema: Schema, hostile: Hostile, idFor: (field: string) => string, field: string) {
  const required = new Set(schema.required ?? []);
  const entries = Object.entries(schema.properties ?? {}).filter(([name]) => hostile.optional || required.has(name));
  const made = entries.map(([name, inner]) => [name, valueFor(inner, hostile, idFor, name)] as const);
  const free = Object.values(schema.patternProperties ?? {})[0];
  if (free !== undefined) made.push([hostile.text.slice(0, 40) || 'key', valueFor(free, hostile, idFor, field)]);
  return Object.fromEntries(made);
}

function numberFor(schema: Schema, hostile: Hostile): number {
  const most = schema.maximum ?? Number.MAX_SAFE_INTEGER;
  const least = schema.minimum ?? -Number.MAX_SAFE_INTEGER;
  if (hostile.number === 'most') return most;
  if (hostile.number === 'least') return least;
  return Math.min(Math.max(1, least), most);
}

/** Fields that the verb refuses at once unless they hold a word of a known kind: those are not where texts hide. */
const wanted: Record<string, string> = {
  from: '08:00',
  to: '17:00',
  zone: 'Europe/Berlin',
  timeZone: 'Europe/Berlin',
  country: 'DE',
  language: 'en',
  region: 'BE',
};

const ofFormat: Record<string, string> = {
  'date-time': '2026-12-01T10:00:00.000Z',
  date: '2026-12-01',
  time: '10:00:00Z',
  email: 'eve@example.net',
  uri: 'https://example.net/',
};

function textFor(schema: Schema, hostile: Hostile, idFor: (field: string) => string, field: string): string {
  if (schema.format === 'uuid') return idFor(field);
  if (wanted[field] !== undefined) return wanted[field]!;
  if (schema.format !== undefined && ofFormat[schema.format] !== undefined) return ofFormat[schema.format]!;
  const text = hostile.text.slice(0, schema.maxLength ?? 4000).padEnd(schema.minLength ?? 0, 'x');
  if (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(text)) return text;
  return (
    ['08:00', '#1864ab', 'Europe/Berlin', 'en', 'abc', '1', '2026-12', 'P1D'].find((one) =>
      new RegExp(schema.pattern!, 'u').test(one),
    ) ?? text
  );
}
