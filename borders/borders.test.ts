import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

interface Violation {
  from: string;
  rule: { name: string };
}

function violationsIn(...folders: string[]): Violation[] {
  const ran = spawnSync(
    bin('depcruise'),
    [...folders, '--output-type', 'json', '--config', '.dependency-cruiser.cjs'],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const report = JSON.parse(ran.stdout) as { summary: { violations: Violation[]; totalCruised: number } };
  expect(report.summary.totalCruised).toBeGreaterThan(10);
  return report.summary.violations;
}

describe('import borders', () => {
  const rules = (
    createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] }
  ).forbidden.map((rule) => rule.name);

  test('each rule catches its planted sin', () => {
    const caught = new Set(
      violationsIn('borders/bad').map((violation) => `${basename(violation.from, '.ts')} ${violation.rule.name}`),
    );
    const missed = rules.filter((rule) => !caught.has(`${rule} ${rule}`));
    expect(missed).toEqual([]);
  });

  test('the house itself has no sin', () => {
    expect(violationsIn('src', 'bin').map((violation) => `${violation.rule.name}: ${violation.from}`)).toEqual([]);
  });
});

describe('lint and compiler', () => {
  test('each lint rule that we lean on catches its planted sin', () => {
    const wanted = ['no-floating-promises', 'await-thenable', 'no-explicit-any', 'no-console'];
    const ran = spawnSync(
      bin('oxlint'),
      ['--type-aware', '--format', 'json', '-c', 'borders/oxlint.json', 'borders/bad/lint'],
      { cwd: root, encoding: 'utf8' },
    );
    const codes = (JSON.parse(ran.stdout) as { diagnostics: { code: string }[] }).diagnostics.map(
      (diagnostic) => diagnostic.code,
    );
    expect(wanted.filter((rule) => !codes.some((code) => code.includes(rule)))).toEqual([]);
  });

  test('the linter that guards the house uses the same rules as the one tried here', () => {
    const house = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as { rules: Record<string, unknown> };
    const tried = JSON.parse(readFileSync(join(root, 'borders/oxlint.json'), 'utf8')) as {
      rules: Record<string, unknown>;
    };
    for (const [rule, setting] of Object.entries(tried.rules)) expect(house.rules[rule], rule).toEqual(setting);
  });

  test('the compiler refuses what it is told to refuse', () => {
    const sins = readdirSync(join(root, 'borders/bad/types')).filter(
      (name) => name.endsWith('.ts') && name !== 'marked.ts',
    );
    for (const sin of sins) {
      const wanted = /TS\d+/.exec(readFileSync(join(root, 'borders/bad/types', sin), 'utf8'))![0];
      const ran = spawnSync(bin('tsc'), ['--noEmit', '-p', 'borders/bad/types/tsconfig.json'], {
        cwd: root,
        encoding: 'utf8',
      });
      expect(ran.stdout, sin).toContain(`${sin}(`);
      expect(ran.stdout, sin).toContain(wanted);
    }
  });

  test('the formatter refuses what is not formatted', () => {
    expect(() =>
      execFileSync(bin('oxfmt'), ['--check', '-c', 'borders/oxfmt.json', 'borders/bad/format/crooked.ts'], {
        cwd: root,
        stdio: 'pipe',
      }),
    ).toThrow();
  });
});
