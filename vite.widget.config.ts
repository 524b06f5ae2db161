import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** What a page of somebody else loads before anybody opens the widget, compressed by gzip. */
const tagBudget = 15_000;
/** What opening it loads, in one language. */
const panelBudget = 30_000;

/**
 * The widget: src/widget → dist/widget. `widget.js` is a classic script, because that is what a tag without more loads; the panel and
 * the words of each language are files of their own, with their hash in their names.
 */
export default defineConfig({
  root: 'src/widget',
  base: './',
  publicDir: false,
  plugins: [classicScript(), budgets(), compressed()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/widget',
    emptyOutDir: true,
    target: 'es2022',
    // as a library, because only that leaves out the loader of modules that both files would share
    lib: { entry: 'main.ts', formats: ['es'], fileName: () => 'widget.js' },
    minify: true,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        format: 'es',
        minify: true,
        chunkFileNames: 'widget/[name]-[hash].js',
      },
    },
  },
});

/** Puts the entry into a function: a classic script's names would be the page's, too. Fails when the entry needs to be a module. */
function classicScript(): Plugin {
  return {
    name: 'kept:classic-script',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
        if (chunk.imports.length > 0 || chunk.exports.length > 0 || chunk.code.includes('import.meta'))
          this.error(
            `The tag's script must stand alone; it imports "${chunk.imports.join()}", exports "${chunk.exports.join()}".`,
          );
        // a foreign classic script has no base of its own: what it imports it must name in full
        const code = chunk.code.replaceAll(/\bimport\((['"`])\.\//g, 'import(keptBase+$1');
        chunk.code = `(()=>{const keptBase=new URL('.',document.currentScript?.src||location.href).href;${code}})();\n`;
      }
    },
  };
}

/** Fails the build when the tag's script, or what opening loads, has grown over its budget. */
function budgets(): Plugin {
  return {
    name: 'kept:budgets',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      const size = (name: string) => gzipSync(readFileSync(join(dir ?? '', name)), { level: 9 }).length;
      const tag = size('widget.js');
      const panel = Object.keys(bundle)
        .filter((name) => name.endsWith('.js') && name !== 'widget.js' && !/\/widget-/.test(name))
        .reduce((sum, name) => sum + size(name), 0);
      this.info(`tag: ${tag} bytes compressed, of ${tagBudget}; panel: ${panel}, of ${panelBudget}`);
      if (tag > tagBudget) this.error(`The tag's script is ${tag} bytes compressed; ${tagBudget} are allowed.`);
      if (panel > panelBudget) this.error(`The panel is ${panel} bytes compressed; ${panelBudget} are allowed.`);
    },
  };
}

/** Lays a .br and a .gz beside every file, so that the server sends the smallest form without working for it. */
function compressed(): Plugin {
  return {
    name: 'kept:compressed',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const file of Object.keys(bundle).filter((name) => name.endsWith('.js'))) {
        const path = join(dir ?? '', file);
        const content = readFileSync(path);
        if (content.length < 1024) continue;
        writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
