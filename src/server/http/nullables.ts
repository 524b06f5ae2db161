type Schema = Readonly<Record<string, unknown>>;

/**
 * The same shape with every "this or null" said by `nullable`. The serialiser would try each branch of a union on the value with a validator,
 * formats included; so told it writes null or the value at once. For answers only: requests are checked by the shape as it stands.
 */
export function withNullables<T>(schema: T): T {
  return rewrite(schema) as T;
}

function rewrite(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewrite);
  if (!isSchema(value)) return value;
  const branches = value['anyOf'];
  if (Array.isArray(branches) && branches.length === 2) {
    const of = branches.find((branch: Schema) => branch['type'] !== 'null') as Schema | undefined;
    const other = branches.find((branch: Schema) => branch !== of) as Schema | undefined;
    if (typeof of?.['type'] === 'string' && other?.['type'] === 'null')
      return { ...(rewrite(of) as Schema), nullable: true };
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rewrite(part)]));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}
