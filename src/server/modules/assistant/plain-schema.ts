/** Words of JSON Schema that every server which keeps to a schema understands; bounds are checked here anyway. */
const understood = new Set([
  'type',
  'properties',
  'required',
  'items',
  'enum',
  'anyOf',
  'additionalProperties',
  'const',
]);

/** A schema as servers take it in their strict mode: nothing but shape, every property required, none besides. */
export function plainSchema(schema: object): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [word, value] of Object.entries(schema)) {
    if (!understood.has(word)) continue;
    plain[word] =
      word === 'properties'
        ? Object.fromEntries(
            Object.entries(value as Record<string, object>).map(([name, of]) => [name, plainSchema(of)]),
          )
        : word === 'anyOf'
          ? (value as object[]).map((one) => plainSchema(one))
          : word === 'items'
            ? plainSchema(value as object)
            : (value as unknown);
  }
  return plain['type'] === 'object' ? { ...plain, additionalProperties: false } : plain;
}
