import type { Route } from '../../contract/route.ts';
import type { Tool } from './tools.ts';

type Json = Record<string, unknown>;
interface ObjectSchema {
  type: 'object';
  properties: Json;
  required: string[];
}

/** Where each argument of a tool goes. */
export type Part = 'params' | 'query' | 'body';

/** The field that lets a writing tool be called again after a lost answer, without doing it twice. */
export const onceField = 'idempotencyKey';

/** The fields of a tool with where they belong; a field of the address goes before one of the body. */
export function fieldsOf(tool: Tool): Map<string, Part> {
  const fields = new Map<string, Part>();
  for (const part of ['params', 'query', 'body'] as const)
    for (const name of Object.keys(schemaOf(tool.route, part).properties))
      if (!fields.has(name) && (tool.only === undefined || tool.only.includes(name))) fields.set(name, part);
  return fields;
}

/** How a tool is described to a language model: everything out of the contract of its route. */
export function describe(tool: Tool) {
  const { route } = tool;
  const properties: Json = {};
  const required: string[] = [];
  for (const [name, part] of fieldsOf(tool)) {
    const schema = schemaOf(route, part);
    properties[name] = schema.properties[name];
    if (schema.required.includes(name)) required.push(name);
  }
  const reads = isReading(tool);
  if (route.method === 'POST' && !reads)
    properties[onceField] = {
      type: 'string',
      maxLength: 200,
      description: 'Any text of your own; when the same call is made again with it, nothing is done twice.',
    };
  return {
    name: tool.name,
    title: tool.title,
    description: [`${route.summary}.`, tool.hint ?? ''].join(' ').trim(),
    inputSchema: { type: 'object' as const, properties: properties as Record<string, object>, required },
    annotations: {
      title: tool.title,
      readOnlyHint: reads,
      destructiveHint: !reads && (tool.destructive ?? (route.method === 'DELETE' || tool.reachesOut === true)),
      idempotentHint: reads || tool.idempotent === true,
      openWorldHint: tool.reachesOut === true,
    },
  };
}

/** Whether a tool changes nothing: GET, and the few that only take their question as a body. */
function isReading(tool: Tool): boolean {
  return tool.route.method === 'GET' || (tool.route.method === 'POST' && tool.route.access.endsWith('.read'));
}

/** A part of a route's contract as plain JSON Schema. */
function schemaOf(route: Route, part: Part): ObjectSchema {
  const plain = JSON.parse(JSON.stringify(route[part])) as Partial<ObjectSchema>;
  return { type: 'object', properties: plain.properties ?? {}, required: plain.required ?? [] };
}
