import { Liquid } from 'liquidjs';

/**
 * A Liquid engine for texts that people write: it reads no file, sees only what it is given, knows only the tags (and filters) named,
 * and is bounded in what it parses, draws and holds, so that no text of anybody can hold up the house.
 * @param limits characters of a text, milliseconds of drawing, and pieces held in memory
 */
export function boundedLiquid(
  known: { tags: readonly string[]; filters?: readonly string[]; escape?: boolean },
  limits: { parse: number; render: number; memory: number },
): Liquid {
  const engine = new Liquid({
    fs: {
      existsSync: () => false,
      exists: () => Promise.resolve(false),
      readFileSync: nowhere,
      readFile: () => Promise.reject(new Error('There are no files.')),
      resolve: (_folder, file) => file,
    },
    ...(known.escape === true ? { outputEscape: 'escape' as const } : {}),
    relativeReference: false,
    ownPropertyOnly: true,
    strictFilters: true,
    parseLimit: limits.parse,
    renderLimit: limits.render,
    memoryLimit: limits.memory,
    cache: false,
  });
  keepOnly(engine.tags, known.tags);
  if (known.filters !== undefined) keepOnly(engine.filters, known.filters);
  return engine;
}

function keepOnly(all: Record<string, unknown>, names: readonly string[]): void {
  for (const name of Object.keys(all)) if (!names.includes(name)) delete all[name];
}

function nowhere(): never {
  throw new Error('There are no files.');
}
