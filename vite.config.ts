import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** What the first screen may weigh as it is sent, compressed by brotli: document, scripts, styles, words and faces. */
const firstLoadBudget = 250_000;

/** The faces the first screen sets something in: the sans, and the serif for a customer's words. */
const firstFaces = /(instrument-sans|newsreader)-latin-wght-normal/;

/** What the first screen fetches lazily, by source: Today itself and its English words. */
const firstLazy = ['../catalogue/en/web.json', '../catalogue/en/today.json', 'screens/today.tsx'];

/**
 * The staff app: src/web → dist/web, every asset with its hash in its name. Screens are lazy routes, so each is a file
 * of its own; only what every screen needs shares the first chunks. In development the API is the running server's.
 */
export default defineConfig({
  root: 'src/web',
  base: '/',
  plugins: [react(), firstLoad(), compressed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every screen needs is two files: the libraries, which rarely change, and ours.
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /node_modules/, includeDependenciesRecursively: false },
            {
              name: 'frame',
              tags: ['$initial'],
              test: /src[\\/](?:web[\\/](?!main)|figures[\\/])/,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '^/api/': { target: 'http://127.0.0.1:3000' } } },
});

interface Chunk {
  file: string;
  src?: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

/** Fails the build when the first screen has grown over its budget: weight comes unnoticed, one import at a time. */
function firstLoad(): Plugin {
  return {
    name: 'kept:first-load',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      const folder = dir ?? '';
      const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
      const files = new Set(['index.html', ...Object.keys(bundle).filter((file) => firstFaces.test(file))]);
      const visit = (key: string) => {
        const chunk = manifest[key];
        if (chunk === undefined || files.has(chunk.file)) return;
        for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
        for (const next of chunk.imports ?? []) visit(next);
      };
      visit('index.html');
      for (const key of firstLazy) visit(key);
      let sum = 0;
      for (const file of files) {
        const content = readFileSync(join(folder, file));
        sum += file.endsWith('.woff2') ? content.length : brotliCompressSync(content).length;
      }
      this.info(`first load: ${Math.round(sum / 1000)} KB compressed, of ${firstLoadBudget / 1000}`);
      if (sum > firstLoadBudget)
        this.error(`The first load is ${sum} bytes compressed; ${firstLoadBudget} are allowed.`);
    },
  };
}

/** Lays a .br and a .gz beside every text file, so that the server sends the smallest form without working for it. */
function compressed(): Plugin {
  return {
    name: 'kept:compressed',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const file of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
        const path = join(dir ?? '', file);
        const content = readFileSync(path);
        if (content.length < 1024) continue;
        writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
