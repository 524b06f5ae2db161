import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const reports = join(root, '.check');

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  name: string;
  run(): Tally;
}

/** A program of node_modules/.bin; passes when it exits 0. */
function program(name: string, command: string, args: string[]): Step {
  return {
    name,
    run: () => (ran(command, args) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }),
  };
}

/** Vitest projects; each test counts, and a run that dies without a report counts as one failure. */
function tests(name: string, projects: string[]): Step {
  const report = join(reports, `${name}.json`);
  return {
    name,
    run() {
      const args = [
        'run',
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ];
      const clean = ran('vitest', args);
      try {
        const counted = JSON.parse(readFileSync(report, 'utf8')) as {
          numPassedTests: number;
          numFailedTests: number;
          numPendingTests: number;
          numTodoTests: number;
        };
        const failed = counted.numFailedTests > 0 || clean ? counted.numFailedTests : 1;
        return { passed: counted.numPassedTests, failed, skipped: counted.numPendingTests + counted.numTodoTests };
      } catch {
        return { passed: 0, failed: 1, skipped: 0 };
      }
    },
  };
}

function ran(command: string, args: string[]): boolean {
  const path = [join(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter);
  return (
    spawnSync(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: path, NO_COLOR: '1' },
    }).status === 0
  );
}

const steps: Step[] = [
  program('format', 'oxfmt', ['--check', '.']),
  program('lint', 'oxlint', ['--type-aware', '--deny-warnings', 'src', 'bin', 'simulator', 'bench', 'e2e', 'borders']),
  program('types', 'tsc', ['-b']),
  tests('rules', ['rules', 'borders']),
  tests('server', ['server']),
  // fails when the first load is larger than its budget
  program('build', 'node', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']),
  // fails when the tag's script or the panel is larger than its budget
  program('widget', 'node', [
    'node_modules/vite/bin/vite.js',
    'build',
    '-c',
    'vite.widget.config.ts',
    '--logLevel',
    'warn',
  ]),
  // puts the program together as every start does, so that what the browser meets below is what people run
  program('program', 'bin/kept', ['help']),
  tests('browser', ['browser']),
];

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const only = process.argv.slice(2);
const total: Tally = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const step of steps) {
  if (only.length > 0 && !only.includes(step.name)) continue;
  const from = Date.now();
  const tally = step.run();
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
  if (tally.failed > 0) failures.push(step.name);
  process.stdout.write(
    `${tally.failed === 0 ? 'ok    ' : 'FAILED'} ${step.name}, ${((Date.now() - from) / 1000).toFixed(1)} s\n`,
  );
}
if (failures.length > 0) process.stdout.write(`Failed: ${failures.join(', ')}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed === 0 ? 0 : 1);
