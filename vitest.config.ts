import { defineConfig } from 'vitest/config';

/** Four projects: pure rules, everything that needs PostgreSQL, the journeys in a real browser, and the borders of the house. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['src/{domain,contract,figures,web,widget}/**/*.test.{ts,tsx}'],
          environment: 'node',
          isolate: false,
        },
      },
      {
        test: {
          name: 'server',
          include: ['src/server/**/*.test.ts', 'simulator/**/*.test.ts'],
          globalSetup: ['src/server/testing/cluster.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          expect: { poll: { timeout: 20_000 } },
          // each file has a database of its own; the modules, which keep nothing, are read in once for all of them
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          globalSetup: ['e2e/preparing.ts'],
          // each file has its own Kept, ports, folder and browser, and all of them wait more than they work
          maxWorkers: 3,
          // what a screen shows follows the server in its own time: ask again rather than once
          expect: { poll: { timeout: 20_000 } },
          sequence: { groupOrder: 2 },
        },
      },
      { test: { name: 'borders', include: ['borders/*.test.ts'], testTimeout: 120_000 } },
    ],
  },
});
