import { createTransport, type Transporter } from 'nodemailer';
import { Refusal } from '../../domain/refusal.ts';

/** One recipient who did not take a mail: for good (5xx) or for now (4xx, no connection). `words` are the server's own. */
export type RejectedRecipient = { address: string; permanent: boolean; status: string | null; words: string };

/** What became of one attempt. A mail may be accepted for some recipients and rejected for others. */
export type Delivery = { accepted: string[]; rejected: RejectedRecipient[]; words: string };

export type MailTransport = {
  /** Sends finished bytes to everyone in the envelope. Never throws: a failure is a result with a reason. */
  deliver(raw: Buffer, envelope: { from: string; to: readonly string[] }): Promise<Delivery>;
  /** Signs in and out again; the reason in words when that fails. For the set-up test. */
  verify(): Promise<{ ok: true } | { ok: false; words: string; code: string }>;
  close(): void;
};

/**
 * Opens an outgoing transport from KEPT_MAIL_URL: `smtp://user:password@host:587`, `smtps://…:465`. Connections are kept and
 * reused. Throws a Refusal (invalid) when the address is not one of a mail server.
 */
export function openTransport(url: string): MailTransport {
  requireMailUrl(url);
  const address = new URL(url);
  const settings = (name: string, otherwise: string): void => {
    if (!address.searchParams.has(name)) address.searchParams.set(name, otherwise);
  };
  settings('pool', 'true');
  settings('maxConnections', '4');
  settings('connectionTimeout', '20000');
  settings('greetingTimeout', '20000');
  settings('socketTimeout', '120000');
  return asMailTransport(createTransport(address.toString()));
}

/** A mail server of one mailbox. Without a user it is used without signing in. */
export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte, STARTTLS (required), or neither. */
  security: 'tls' | 'starttls' | 'none';
  user: string;
  /** A password, or an access token (XOAUTH2). */
  proof: { password: string } | { accessToken: string };
}

/** Opens an outgoing transport to the server of one mailbox. */
export function openServerTransport(server: MailServer): MailTransport {
  return asMailTransport(
    createTransport({
      host: server.host,
      port: server.port,
      secure: server.security === 'tls',
      requireTLS: server.security === 'starttls',
      ignoreTLS: server.security === 'none',
      ...(server.user === ''
        ? {}
        : {
            auth:
              'password' in server.proof
                ? { user: server.user, pass: server.proof.password }
                : { type: 'OAuth2' as const, user: server.user, accessToken: server.proof.accessToken },
          }),
      pool: true,
      maxConnections: 4,
      connectionTimeout: 20_000,
      greetingTimeout: 20_000,
      socketTimeout: 120_000,
    }),
  );
}

function asMailTransport(transport: Pick<Transporter, 'sendMail' | 'verify' | 'close'>): MailTransport {
  return {
    async deliver(raw, envelope) {
      try {
        const sent = await transport.sendMail({ envelope: { from: envelope.from, to: [...envelope.to] }, raw });
        const result = sent as unknown as Answer;
        return {
          accepted: (result.accepted ?? []).map(addressText),
          rejected: rejectedOf(result, result.response ?? ''),
          words: result.response ?? '',
        };
      } catch (error) {
        return failed(error as SendError, envelope.to);
      }
    },
    async verify() {
      try {
        await transport.verify();
        return { ok: true };
      } catch (error) {
        return { ok: false, words: wordsOf(error as SendError), code: (error as SendError).code ?? '' };
      }
    },
    close() {
      transport.close();
    },
  };
}

type SendError = Error & {
  responseCode?: number;
  response?: string;
  code?: string;
  recipient?: string;
  rejectedErrors?: SendError[];
  rejected?: unknown[];
};
type Answer = { accepted?: unknown[]; rejected?: unknown[]; rejectedErrors?: SendError[]; response?: string };

function rejectedOf(answer: Answer, words: string): RejectedRecipient[] {
  const errors = answer.rejectedErrors ?? [];
  return (answer.rejected ?? []).map(addressText).map((address) => {
    const error = errors.find((candidate) => candidate.recipient === address);
    return error ? { address, ...judge(error) } : { address, permanent: true, status: null, words };
  });
}

function failed(error: SendError, to: readonly string[]): Delivery {
  const errors = error.rejectedErrors ?? [];
  const rejected = to.map((address) => ({
    address,
    ...judge(errors.find((candidate) => candidate.recipient === address) ?? error),
  }));
  return { accepted: [], rejected, words: wordsOf(error) };
}

/** A reply of the 5xx class is final (RFC 5321 4.2.1), except where it speaks of us (sign-in, greeting), not of the mail. */
function judge(error: SendError): Omit<RejectedRecipient, 'address'> {
  const words = wordsOf(error);
  const ours = [
    'EAUTH',
    'ECONNECTION',
    'ETIMEDOUT',
    'ESOCKET',
    'EDNS',
    'ETLS',
    'EPROTOCOL',
    'ENOAUTH',
    'EOAUTH2',
    'EPROXY',
    'EREQUIRETLS',
  ].includes(error.code ?? '');
  const code = error.responseCode ?? 0;
  const enhanced = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(error.response ?? '')?.[1] ?? null;
  return {
    permanent: code >= 500 && code < 600 && !ours,
    status: enhanced ?? (code >= 400 ? `${String(code)[0] ?? '4'}.0.0` : null),
    words,
  };
}

function wordsOf(error: SendError): string {
  return (error.response ?? error.message).slice(0, 1000);
}

function addressText(entry: unknown): string {
  return typeof entry === 'string' ? entry : String((entry as { address?: unknown }).address ?? '');
}

function requireMailUrl(url: string): void {
  let protocol = '';
  try {
    protocol = new URL(url).protocol;
  } catch {
    protocol = '';
  }
  if (protocol !== 'smtp:' && protocol !== 'smtps:') {
    throw new Refusal(
      'invalid',
      'mail_url_invalid',
      'The address of the outgoing mail server has the form smtp://host:port or smtps://user:password@host:port.',
    );
  }
}
