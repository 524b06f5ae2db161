import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { Refusal, type RefusalKind } from '../../domain/refusal.ts';
import { rateGate } from './rate-gate.ts';

export type SmtpEnvelope = { from: string; to: string[] };

export type SmtpDoorOptions = {
  /** 0 lets the system choose one; the real one is in the answer. */
  port: number;
  host: string;
  /** Speak LMTP (RFC 2033) instead of SMTP. */
  lmtp?: boolean;
  /** Largest mail taken, in bytes; 50 MB unless told. */
  maxBytes?: number;
  /** Stores the mail. The client hears 250 only after this resolved; a thrown Refusal becomes the answer. */
  onMail: (raw: Buffer, envelope: SmtpEnvelope) => Promise<void>;
  /** Do we take mail for this address? There is no relaying: whoever is not ours is refused at RCPT. */
  acceptRecipient?: (address: string) => Promise<boolean>;
  log?: (event: string, detail: Record<string, unknown>) => void;
  limits?: Partial<SmtpLimits>;
  /** PEM certificate and key switch STARTTLS on. */
  tls?: { cert: string; key: string };
};

/** `mailsPerMinute` and `connections` count per client address; the machine itself is not counted. */
export type SmtpLimits = {
  connections: number;
  mailsPerMinute: number;
  mailsPerConnection: number;
  recipientsPerMail: number;
  clients: number;
  idleMilliseconds: number;
};

export type SmtpDoor = { port: number; close(): Promise<void> };

const DEFAULT_LIMITS: SmtpLimits = {
  connections: 20,
  mailsPerMinute: 300,
  mailsPerConnection: 1000,
  recipientsPerMail: 100,
  clients: 200,
  idleMilliseconds: 60_000,
};

/** Opens the door for incoming mail. Nothing is acknowledged before it is stored; every refusal says why and whether to retry. */
export async function openSmtpDoor(options: SmtpDoorOptions): Promise<SmtpDoor> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const maxBytes = options.maxBytes ?? 50 * 1024 * 1024;
  const log = options.log ?? ((): void => undefined);
  const gate = rateGate(limits);
  const sizeWords = `5.3.4 The mail is larger than the limit of ${describeBytes(maxBytes)}`;
  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Error | null> => {
    const raw = await receive(stream, maxBytes).catch(() => 'broken' as const);
    if (raw === 'broken') return reply(451, '4.3.0 The connection broke while the mail was read');
    if (raw !== null) return store(options, raw, session, log);
    log('mail.too-large', {
      from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
      limit: maxBytes,
    });
    return reply(552, sizeWords);
  };
  const server = new SMTPServer({
    lmtp: options.lmtp ?? false,
    name: 'kept',
    banner: 'Kept',
    size: maxBytes,
    authOptional: true,
    disabledCommands: options.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...(options.tls ? { cert: options.tls.cert, key: options.tls.key } : {}),
    disableReverseLookup: true,
    logger: false,
    maxClients: limits.clients,
    socketTimeout: limits.idleMilliseconds,
    closeTimeout: 5000,
    onConnect: (session, callback) =>
      callback(
        gate.connect(session.id, session.remoteAddress)
          ? null
          : reply(421, '4.7.0 Too many connections from your address, please try again later'),
      ),
    onClose: (session) => gate.disconnect(session.id, session.remoteAddress),
    onMailFrom: (_, session, callback) =>
      callback(
        gate.mail(session.id, session.remoteAddress)
          ? null
          : reply(451, '4.7.1 Too many mails from your address, please try again in a minute'),
      ),
    onRcptTo: (address, session, answer) => {
      void acceptRecipient(options, limits, address.address, session).then((error) => answer(error));
    },
    onData: (stream, session, answer) => {
      void take(stream, session).then((error) => (error ? answer(error) : answer(null, '2.0.0 Stored')));
    },
  });
  server.on('error', (error: Error) => log('mail.door-error', { message: error.message }));
  const port = await listen(server, options.port, options.host);
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function acceptRecipient(
  options: SmtpDoorOptions,
  limits: SmtpLimits,
  address: string,
  session: SMTPServerSession,
): Promise<Error | null> {
  if (session.envelope.rcptTo.length >= limits.recipientsPerMail)
    return reply(452, `4.5.3 At most ${String(limits.recipientsPerMail)} recipients per mail`);
  if (!options.acceptRecipient) return null;
  try {
    return (await options.acceptRecipient(address))
      ? null
      : reply(550, `5.1.1 <${address}> is not an address of this desk`);
  } catch (error) {
    return error instanceof Refusal
      ? refusalReply(error)
      : reply(451, '4.3.0 The address could not be checked, please try again');
  }
}

async function store(
  options: SmtpDoorOptions,
  raw: Buffer,
  session: SMTPServerSession,
  log: NonNullable<SmtpDoorOptions['log']>,
): Promise<Error | null> {
  const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
  const to = session.envelope.rcptTo.map((entry) => entry.address);
  try {
    await options.onMail(raw, { from, to });
    return null;
  } catch (error) {
    log('mail.refused', {
      from,
      to,
      bytes: raw.length,
      reason: error instanceof Error ? error.message : String(error),
    });
    return error instanceof Refusal
      ? refusalReply(error)
      : reply(451, '4.3.0 The mail could not be stored, please try again');
  }
}

const KIND_REPLIES: Record<RefusalKind, readonly [number, string]> = {
  not_found: [550, '5.1.1'],
  forbidden: [550, '5.7.1'],
  invalid: [554, '5.6.0'],
  conflict: [451, '4.3.0'],
  too_many: [451, '4.7.1'],
};

/** A Refusal in the language of SMTP (RFC 5321, RFC 3463): too_many and conflict may be tried again, the others not. */
function refusalReply(refusal: Refusal): Error {
  const [code, status] = KIND_REPLIES[refusal.kind];
  return reply(code, `${status} ${refusal.message.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 400)}`);
}

function reply(code: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode: code });
}

/** The whole mail, or null when it is larger than allowed; what exceeds the limit is read and thrown away, not kept. */
async function receive(stream: SMTPServerDataStream, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length <= maxBytes) chunks.push(bytes);
    else chunks.length = 0;
  }
  return length > maxBytes || stream.sizeExceeded ? null : Buffer.concat(chunks, length);
}

function listen(server: SMTPServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function describeBytes(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${String(Math.floor(bytes / (1024 * 1024)))} MB` : `${String(bytes)} bytes`;
}
