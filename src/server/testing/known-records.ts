import { sql } from 'kysely';
import { newId } from '../store/identity.ts';
import type { TestHouse } from './house.ts';

/** Records that are there, so that the addresses and bodies of a walk over all routes name something. */
export interface KnownRecords {
  /** Looks for the newest record of each table. */
  learn(): Promise<void>;
  /** The newest record of a table. */
  newest(table: string): string | undefined;
  /** Holds on to one record of a table, whatever comes after it. */
  pin(table: string, id: string): void;
  /** An id for a field such as `customerId`; one that belongs to nothing where no such record is known. */
  idFor(field: string): string;
  /** The address of a route with its parameters filled. */
  addressOf(path: string): string;
}

/** Fields that are not called after their table. */
const tableOf: Record<string, string> = {
  assignee: 'users',
  keeper: 'users',
  owner: 'users',
  author: 'users',
  decider: 'users',
  into: 'customers',
  source: 'mail_sources',
};

export function knownRecords(house: Pick<TestHouse, 'db' | 'pool'>): KnownRecords {
  const known = new Map<string, string>();
  const pinned = new Map<string, string>();
  const newest = (table: string) => pinned.get(table) ?? known.get(table);
  let question = '';
  const idFor = (field: string) => {
    const name = field.replace(/Ids?$/, '');
    const snake = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    for (const table of [tableOf[name], snake, `${snake}s`, snake.replace(/y$/, 'ies'), `${snake}es`]) {
      const id = table === undefined ? undefined : newest(table);
      if (id !== undefined) return id;
    }
    return newId();
  };
  return {
    async learn() {
      // one question for all tables, prepared once: it is asked after every record that is made
      if (question === '') question = await newestOfEach(house);
      const found = await house.pool.query<{ name: string; id: string }>({ name: 'newest', text: question });
      for (const { name, id } of found.rows) known.set(name, id);
    },
    newest,
    pin: (table, id) => void pinned.set(table, id),
    idFor,
    addressOf(path) {
      const parts = path.split('/');
      return `/api/v1${parts
        .map((part, at) => {
          if (!part.startsWith(':')) return part;
          if (/number/i.test(part)) return '1';
          return part === ':id' ? idFor(parts[at - 1]!.replaceAll('-', '_')) : idFor(part.slice(1));
        })
        .join('/')}`;
    },
  };
}

async function newestOfEach({ db }: Pick<TestHouse, 'db'>): Promise<string> {
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'`.execute(db);
  const one = ({ name }: { name: string }) =>
    `(select '${name}' as name, id from public."${name}" order by id desc limit 1)`;
  return tables.rows.map(one).join(' union all ');
}
