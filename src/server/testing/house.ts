import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Role } from '../../domain/people/permissions.ts';
import type { Actor, Context } from '../context.ts';
import { openFileStore } from '../files/opening.ts';
import { openOutside } from '../outside/asking.ts';
import type { AssistantEndpoint } from '../outside/assistant-endpoint.ts';
import { type Database, openDatabase, openPool } from '../store/database.ts';
import { newId } from '../store/identity.ts';
import { drainAll } from '../store/draining.ts';
import { registerSubscriptions, type Subscription } from '../store/subscriptions.ts';

/** A database of one's own for a test file, with a clock that the test moves. */
export interface TestHouse {
  db: Database;
  pool: pg.Pool;
  connectionString: string;
  /** A context for an actor at the test's present time. */
  as(actor: Actor): Context;
  /** A context for the system. */
  system(): Context;
  /** Makes a staff member and returns him as an actor. */
  staff(role: Role, name?: string): Promise<Extract<Actor, { kind: 'staff' }>>;
  now(): Date;
  /** Moves the clock to an instant, or on by milliseconds. */
  setClock(at: Date | number): void;
  /** Lets subscriptions read everything that happened. @throws when one could not take an event and set it aside */
  settle(subscriptions: readonly Subscription[]): Promise<void>;
  close(): Promise<void>;
}

/** Clones the template. Call in `beforeAll`, and `close` in `afterAll`. */
export async function openTestHouse(
  at = new Date('2026-03-31T09:42:00Z'),
  options: { assistant?: AssistantEndpoint } = {},
): Promise<TestHouse> {
  const template = inject('template');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = template.replace(/\/kept$/, '/postgres');
  await once(admin, `create database ${name} template kept strategy file_copy`);
  const connectionString = template.replace(/\/kept$/, `/${name}`);
  const pool = openPool(connectionString, 8);
  const db = openDatabase(pool);
  let now = at;
  const folder = await mkdtemp(join(tmpdir(), 'kept-files-'));
  const base = {
    db,
    requestId: 'test',
    url: 'http://127.0.0.1:3000',
    secret: 'test-secret-test-secret-test-secret-0',
    files: openFileStore(undefined, folder),
    transport: undefined,
    outside: openOutside(['127.0.0.1', 'localhost']),
    assistant: options.assistant,
  };
  const house: TestHouse = {
    db,
    pool,
    connectionString,
    as: (actor) => ({ ...base, actor, now }),
    system: () => ({ ...base, actor: { kind: 'system', name: 'test' }, now }),
    async staff(role, given) {
      const id = newId();
      const person = given ?? `${role} ${id.slice(-4)}`;
      await db
        .insertInto('users')
        .values({ id, name: person, email: `${id}@example.org`, role })
        .execute();
      return { kind: 'staff', id, role, name: person, teamIds: [] };
    },
    now: () => now,
    setClock(to) {
      now = typeof to === 'number' ? new Date(now.getTime() + to) : to;
    },
    async settle(subscriptions) {
      await registerSubscriptions(house.system(), subscriptions);
      await drainAll(house.system(), subscriptions);
      const names = subscriptions.map(({ name }) => name);
      const failures = db.selectFrom('subscription_failures').selectAll().where('set_aside', '=', true);
      for (const { subscription, event_id, error } of await failures.execute())
        if (names.includes(subscription)) throw new Error(`${subscription} set event ${event_id} aside: ${error}`);
    },
    async close() {
      await db.destroy();
      await rm(folder, { recursive: true, force: true });
      await once(admin, `drop database ${name} with (force)`);
    },
  };
  return house;
}

async function once(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
