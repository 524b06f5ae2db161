import type { Env } from './env.ts';

/**
 * Says in one sentence why Kept could not start and what to do, for every cause that lies outside of it: a port, an
 * address, the database, the data folder. What is none of these stays as it is.
 */
export function inWords(error: unknown, env: Env): unknown {
  if (!(error instanceof Error)) return error;
  const sentence = aboutListening(error, env) ?? aboutDatabase(error, env) ?? aboutFolder(error, env);
  return sentence === undefined ? error : new Error(sentence, { cause: error });
}

function told(error: Error, name: string): string {
  return name in error ? String((error as unknown as Record<string, unknown>)[name]) : '';
}

function aboutListening(error: Error, env: Env): string | undefined {
  const code = told(error, 'code');
  const port = told(error, 'port');
  if (told(error, 'syscall') === 'listen' || code === 'EADDRINUSE') {
    const mail = port !== '' && port !== String(env.port);
    const other = mail ? 'KEPT_SMTP_PORT (0 = no mail by SMTP)' : `PORT=${env.port + 1} npm start`;
    if (code === 'EADDRINUSE')
      return mail
        ? `Port ${port}, where mail comes in, is in use by another program. Stop that one, or choose another: ${other}.`
        : `Port ${env.port} on ${env.host} is in use by another program. Stop that one, or start Kept on another port: ${other}`;
    if (code === 'EACCES')
      return `This user may not open port ${port}; ports below 1024 are for the administrator. Choose another: ${other}`;
    if (code === 'EADDRNOTAVAIL') return noSuchHost(env);
  }
  return told(error, 'hostname') === env.host && told(error, 'syscall') === 'getaddrinfo' ? noSuchHost(env) : undefined;
}

function noSuchHost(env: Env): string {
  return `KEPT_HOST is "${env.host}", which is no address of this machine. Use 127.0.0.1 for this machine alone, 0.0.0.0 for all its addresses.`;
}

/** What PostgreSQL and the network say when a database cannot be used. */
const databaseWords: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ECONNRESET: 'it closed the connection',
  '28P01': 'it refuses the password',
  '28000': 'it refuses the user',
  '3D000': 'it has no such database',
  '53300': 'it takes no more connections',
  '57P03': 'it is starting or stopping',
  '42501': 'the user may not make tables there',
};

function aboutDatabase(error: Error, env: Env): string | undefined {
  const why = databaseWords[told(error, 'code')];
  if (env.databaseUrl === undefined || why === undefined) return undefined;
  const { hostname, port, pathname } = new URL(env.databaseUrl);
  return `The database ${pathname.slice(1)} at ${hostname}:${port || '5432'} cannot be used: ${why}. Check DATABASE_URL, or leave it out and Kept runs its own.`;
}

const folderWords: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it is read-only',
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'a part of it is a file',
  ENOENT: 'it cannot be made',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
};

function aboutFolder(error: Error, env: Env): string | undefined {
  const why = folderWords[told(error, 'code')];
  if (why === undefined || told(error, 'path') === '') return undefined;
  return `The data folder ${env.dataDir} cannot be used: ${why} (${told(error, 'path')}). Make room or give rights, or choose another folder: KEPT_DATA_DIR.`;
}
