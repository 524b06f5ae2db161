import { createServer, type Socket } from 'node:net';

/**
 * An IMAP server for tests, on its own: one account, folders in memory, and everything that real servers do to a client on a bad day
 * (new UIDVALIDITY, dropped connections, a mail that cannot be read, a permission taken back).
 */
export interface TestImapServer {
  port: number;
  folders: Map<string, TestFolder>;
  /** What clients said, without literals; for asking what was done. */
  commands: string[];
  /** Who may sign in: a password or an access token. */
  accept: { password?: string; token?: string };
  /** UIDs that cannot be read. */
  unreadable: Set<number>;
  /** Called before a FETCH of a source is answered; a drop here is a connection that breaks in the middle. */
  beforeSource: (uid: number) => void;
  deliver(raw: string | Buffer, folder?: string, at?: Date): number;
  /** Numbers a folder anew, as a server does that was restored. */
  renumber(folder?: string): void;
  connections(): number;
  drop(): void;
  close(): Promise<void>;
}

export interface TestFolder {
  uidValidity: number;
  uidNext: number;
  mails: { uid: number; raw: Buffer; at: Date; flags: Set<string> }[];
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export async function openTestImapServer(
  accept: TestImapServer['accept'] = { password: 'right' },
): Promise<TestImapServer> {
  const sockets = new Map<Socket, { folder: string | undefined; idle: string | undefined; told: number }>();
  const folders = new Map<string, TestFolder>([['INBOX', { uidValidity: 1, uidNext: 1, mails: [] }]]);
  const server = createServer((socket) => {
    const state = { folder: undefined as string | undefined, idle: undefined as string | undefined, told: 0 };
    sockets.set(socket, state);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const say = (line: string | Buffer) => {
      if (!socket.destroyed) socket.write(typeof line === 'string' ? `${line}\r\n` : line);
    };
    say('* OK ready');
    let buffer = '';
    let signingIn: string | undefined;
    socket.on('data', (data) => {
      buffer += data.toString('latin1');
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (state.idle !== undefined && /^DONE$/i.test(line)) {
          say(`${state.idle} OK done`);
          state.idle = undefined;
        } else if (signingIn !== undefined) {
          answerSignIn(signingIn, Buffer.from(line, 'base64').toString());
          signingIn = undefined;
        } else command(line);
      }
    });
    const answerSignIn = (tag: string, said: string) => {
      // fields are parted by control characters (XOAUTH2)
      const token = said.split('auth=Bearer ')[1]?.split('\u0001')[0];
      const password = said.split('\0')[2];
      const right =
        token === undefined ? password !== undefined && password === api.accept.password : token === api.accept.token;
      say(right ? `${tag} OK signed in` : `${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`);
    };
    const command = (line: string) => {
      api.commands.push(line);
      const [tag = '', name = ''] = line.split(' ');
      const rest = line.slice(tag.length + name.length + 2);
      const done = (words = 'done') => say(`${tag} OK ${words}`);
      const here = state.folder === undefined ? undefined : folders.get(state.folder);
      switch (name.toUpperCase()) {
        case 'CAPABILITY':
          say('* CAPABILITY IMAP4rev1 IDLE MOVE UIDPLUS AUTH=PLAIN AUTH=XOAUTH2 SASL-IR');
          return done();
        case 'LOGIN':
          return rest.endsWith(`"${api.accept.password}"`) || rest.endsWith(` ${api.accept.password}`)
            ? done()
            : say(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`);
        case 'AUTHENTICATE': {
          const initial = rest.split(' ')[1];
          if (initial === undefined) {
            signingIn = tag;
            return say('+ ');
          }
          return answerSignIn(tag, Buffer.from(initial, 'base64').toString());
        }
        case 'LIST':
          if (!/""\s*$/.test(rest)) for (const path of folders.keys()) say(`* LIST (\\HasNoChildren) "/" "${path}"`);
          else say('* LIST (\\Noselect) "/" ""');
          return done();
        case 'CREATE':
          folders.set(unquoted(rest), { uidValidity: 9, uidNext: 1, mails: [] });
          return done();
        case 'SELECT':
        case 'EXAMINE': {
          const path = unquoted(rest.replace(/ \(.*\)$/, ''));
          const folder = folders.get(path);
          if (folder === undefined) return say(`${tag} NO [NONEXISTENT] no such folder`);
          state.folder = path;
          state.told = folder.mails.length;
          say(`* ${folder.mails.length} EXISTS`);
          say('* FLAGS (\\Seen \\Deleted)');
          say('* OK [PERMANENTFLAGS (\\Seen \\Deleted \\*)] flags');
          say(`* OK [UIDVALIDITY ${folder.uidValidity}] valid`);
          say(`* OK [UIDNEXT ${folder.uidNext}] next`);
          return done('[READ-WRITE] selected');
        }
        case 'IDLE':
          state.idle = tag;
          say('+ idling');
          return tellNews();
        case 'UID':
          return here === undefined ? say(`${tag} BAD no folder`) : uidCommand(tag, rest, here);
        case 'LOGOUT':
          say('* BYE');
          done();
          return socket.end();
        default:
          tellNews();
          return done();
      }
    };
    // what came while nobody idled is told with the next command that may tell it (RFC 3501, 7)
    const tellNews = () => {
      const here = state.folder === undefined ? undefined : folders.get(state.folder);
      if (here === undefined || here.mails.length === state.told) return;
      state.told = here.mails.length;
      say(`* ${state.told} EXISTS`);
    };
    const uidCommand = (tag: string, rest: string, folder: TestFolder) => {
      const [verb = '', ...words] = rest.split(' ');
      const done = () => say(`${tag} OK done`);
      if (verb.toUpperCase() === 'SEARCH') {
        const range = /UID (\d+):(\*|\d+)/i.exec(rest);
        const day = /SINCE (\d+)-(\w+)-(\d+)/i.exec(rest);
        const since = day ? Date.UTC(Number(day[3]), months.indexOf(day[2]!), Number(day[1])) : 0;
        const last = folder.mails.at(-1)?.uid ?? 0;
        const [from, to] = range ? [Number(range[1]), range[2] === '*' ? last : Number(range[2])] : [0, Infinity];
        const found = folder.mails.filter(
          (mail) => mail.uid >= Math.min(from, to) && mail.uid <= Math.max(from, to) && mail.at.getTime() >= since,
        );
        say(`* SEARCH${found.map((mail) => ` ${mail.uid}`).join('')}`);
        return done();
      }
      const uids = new Set((words[0] ?? '').split(',').map(Number));
      const chosen = folder.mails.filter((mail) => uids.has(mail.uid));
      if (verb.toUpperCase() === 'FETCH') {
        for (const mail of chosen) {
          const number = folder.mails.indexOf(mail) + 1;
          if (/BODY/.test(rest)) {
            api.beforeSource(mail.uid);
            if (socket.destroyed) return;
            if (api.unreadable.has(mail.uid)) return say(`${tag} NO cannot read this mail`);
            const part = /BODY(?:\.PEEK)?\[\]<0\.(\d+)>/.exec(rest);
            const raw = part ? mail.raw.subarray(0, Number(part[1])) : mail.raw;
            say(`* ${number} FETCH (UID ${mail.uid} BODY[]${part ? '<0>' : ''} {${raw.length}}`);
            say(raw);
            say(')');
          } else if (/INTERNALDATE/.test(rest))
            say(`* ${number} FETCH (UID ${mail.uid} INTERNALDATE "${imapDate(mail.at)}")`);
          else say(`* ${number} FETCH (UID ${mail.uid} RFC822.SIZE ${mail.raw.length})`);
        }
        return done();
      }
      if (verb.toUpperCase() === 'STORE') {
        for (const mail of chosen) mail.flags.add('\\Seen');
        tellNews();
        return done();
      }
      if (verb.toUpperCase() === 'MOVE') {
        const target = folders.get(unquoted(words.slice(1).join(' ')));
        if (target === undefined) return say(`${tag} NO [TRYCREATE] no such folder`);
        for (const mail of chosen) {
          say(`* ${folder.mails.indexOf(mail) + 1} EXPUNGE`);
          state.told -= 1;
          folder.mails.splice(folder.mails.indexOf(mail), 1);
          target.mails.push({ ...mail, uid: target.uidNext++ });
        }
        return done();
      }
      return say(`${tag} BAD unknown`);
    };
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const api: TestImapServer = {
    port: typeof address === 'object' && address ? address.port : 0,
    folders,
    commands: [],
    accept,
    unreadable: new Set(),
    beforeSource: () => undefined,
    deliver(raw, path = 'INBOX', at = new Date()) {
      const folder = folders.get(path) ?? { uidValidity: 1, uidNext: 1, mails: [] };
      folders.set(path, folder);
      const uid = folder.uidNext++;
      folder.mails.push({ uid, raw: Buffer.from(raw), at, flags: new Set() });
      for (const [socket, state] of sockets)
        if (state.folder === path && state.idle !== undefined) {
          state.told = folder.mails.length;
          socket.write(`* ${state.told} EXISTS\r\n`);
        }
      return uid;
    },
    renumber(path = 'INBOX') {
      const folder = folders.get(path)!;
      folder.uidValidity += 1;
      // in another order, as after a restore
      folder.mails.reverse();
      for (const [at, mail] of folder.mails.entries()) mail.uid = at + 1;
      folder.uidNext = folder.mails.length + 1;
      api.drop();
    },
    connections: () => sockets.size,
    drop() {
      for (const socket of sockets.keys()) socket.destroy();
    },
    async close() {
      api.drop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return api;
}

function unquoted(text: string): string {
  return text.trim().replace(/^"|"$/g, '');
}

function imapDate(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.getUTCDate())}-${months[at.getUTCMonth()]!}-${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}
