import { readEnv } from '../src/server/env.ts';
import { openHouse } from '../src/server/house.ts';
import { generateTables } from '../src/server/store/generate-tables.ts';
import type { Command } from './commands.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  does: 'bring the database to this version and stop',
  async run() {
    const house = await openHouse(readEnv(process.env));
    await house.close();
    process.stdout.write('The database is at this version.\n');
  },
};

/** For maintainers: after a new migration, writes the table types anew. */
export const generateTablesCommand: Command = {
  name: 'generate-tables',
  usage: 'generate-tables',
  does: 'write the table types after a new migration (for maintainers)',
  async run() {
    const house = await openHouse(readEnv(process.env));
    await generateTables(house.connectionString);
    await house.close();
  },
};
