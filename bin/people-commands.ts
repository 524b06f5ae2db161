import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Value } from 'typebox/value';
import { type Role, roles } from '../src/domain/people/permissions.ts';
import { scopes } from '../src/domain/people/scopes.ts';
import { createUser as createUserRoute, Password } from '../src/contract/people.ts';
import type { Context } from '../src/server/context.ts';
import { readEnv } from '../src/server/env.ts';
import { openHouse } from '../src/server/house.ts';
import { createKey, createUser, givePasswordTo } from '../src/server/modules/people/index.ts';
import type { Command } from './commands.ts';

export const createUserCommand: Command = {
  name: 'user create',
  usage: 'user create --email E --name N --role R [--password P]',
  does: 'add a colleague; prints a password once if none is given',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        password: { type: 'string' },
      },
    });
    if (values.email === undefined || values.name === undefined)
      throw new Error('Say who: --email and --name are needed.');
    const password = values.password ?? randomBytes(12).toString('base64url');
    const asked = { email: values.email, name: values.name, role: aRole(values.role), password };
    const wrong = [...Value.Errors(createUserRoute.body, asked)].map(
      ({ instancePath, message }) => `--${instancePath.slice(1)} ${message}`,
    );
    if (wrong.length > 0) throw new Error(`Nothing was saved: ${[...new Set(wrong)].join('; ')}.`);
    const user = await inHouse((ctx) => createUser(ctx, asked));
    process.stdout.write(
      `${user.name} may sign in as ${user.email}${values.password === undefined ? ` with the password ${password}` : ''}\n`,
    );
  },
};

export const givePasswordCommand: Command = {
  name: 'user password',
  usage: 'user password --email E [--password P] [--without-code]',
  does: 'give a colleague another password, for when nobody can sign in; prints it once if none is given',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        email: { type: 'string' },
        password: { type: 'string' },
        'without-code': { type: 'boolean', default: false },
      },
    });
    if (values.email === undefined) throw new Error('Say whose: --email is needed.');
    const password = values.password ?? randomBytes(12).toString('base64url');
    if (!Value.Check(Password, password))
      throw new Error('Nothing was changed: --password must have 10 to 200 characters.');
    const withoutCode = values['without-code'];
    const { email } = values;
    const user = await inHouse((ctx) => givePasswordTo(ctx, { email, password, withoutCode }));
    process.stdout.write(
      `${user.name} signs in as ${user.email} with ${values.password === undefined ? `the password ${password}` : 'the new password'}${withoutCode ? ', without a code' : ''}; all sessions were ended\n`,
    );
  },
};

export const createKeyCommand: Command = {
  name: 'key create',
  usage: 'key create --name N --role R [--scope cases:read …] [--days N]',
  does: 'make an API key; prints its token once',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        name: { type: 'string' },
        role: { type: 'string' },
        scope: { type: 'string', multiple: true },
        days: { type: 'string' },
      },
    });
    const { name, scope, days } = values;
    if (name === undefined) throw new Error('Give the key a name: --name.');
    const unknown = scope?.find((one) => !scopes.some((known) => known === one));
    if (unknown !== undefined) throw new Error(`There is no scope ${unknown}; there are ${scopes.join(', ')}.`);
    if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) throw new Error('--days must be a whole number above 0.');
    const expiresAt = days === undefined ? undefined : new Date(Date.now() + Number(days) * 86_400_000).toISOString();
    const made = await inHouse((ctx) =>
      createKey(ctx, {
        name,
        role: aRole(values.role),
        ...(scope === undefined ? {} : { scopes: scope }),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      }),
    );
    process.stdout.write(`${made.token}\n`);
  },
};

function aRole(text: string | undefined): Role {
  const role = roles.find((one) => one === text);
  if (role === undefined) throw new Error(`--role must be one of ${roles.join(', ')}.`);
  return role;
}

async function inHouse<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
  const house = await openHouse(readEnv(process.env));
  try {
    return await work(house.context({ kind: 'system', name: 'command line' }));
  } finally {
    await house.close();
  }
}
