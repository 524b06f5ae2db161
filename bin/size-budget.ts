import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a first visit may load, compressed, in bytes. */
const staffAppBudget = 250 * 1024;

/**
 * Measures what the browser must load before Today is drawn: the page, the entry script with everything it imports
 * statically, its styles, and the one font that text is set in. Lazy screens do not count.
 */
export function checkSizes(dist: string): { passed: number; failed: number; skipped: number } {
  const web = join(dist, 'web');
  const manifestFile = join(web, '.vite/manifest.json');
  if (!existsSync(manifestFile)) {
    process.stdout.write('size: there is no build to measure\n');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<
    string,
    { file: string; css?: string[]; imports?: string[]; isEntry?: boolean; src?: string }
  >;
  const files = new Set(['index.html']);
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const style of chunk.css ?? []) files.add(style);
    for (const inner of chunk.imports ?? []) visit(inner);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry === true) visit(key);
  const today = Object.keys(manifest).find((key) => key.endsWith('screens/today.tsx'));
  if (today !== undefined) visit(today);
  const font = readdirSync(join(web, 'assets')).find((name) => /instrument-sans-latin-.*normal.*\.woff2$/.test(name));
  if (font !== undefined) files.add(`assets/${font}`);
  let total = 0;
  for (const file of files) {
    const bytes = readFileSync(join(web, file));
    total += file.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  }
  process.stdout.write(`size: first load ${(total / 1024).toFixed(0)} KB of ${staffAppBudget / 1024} KB compressed\n`);
  return total <= staffAppBudget ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}
