import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';

/** Everything that may be set from outside, parsed once at boot. docs/operations/settings.md explains each. */
export interface Env {
  port: number;
  host: string;
  /** The public address, without a slash at the end; links in mails are built from it. */
  url: string;
  dataDir: string;
  databaseUrl: string | undefined;
  replicaUrl: string | undefined;
  /** 0 = no inbound SMTP. */
  smtpPort: number;
  lmtpPort: number;
  mailUrl: string | undefined;
  filesUrl: string | undefined;
  secret: string | undefined;
  assistant: { url: string; model: string; key: string | undefined } | undefined;
  /** Hosts of the company's own network that may be called: webhooks, rules, pictures in mails. */
  privateHosts: readonly string[];
  /** Proxies, beside those on this machine, that are believed when they say from where a request comes: addresses or networks. */
  trustedProxies: readonly string[];
  logLevel: string;
}

const Port = Type.Integer({ minimum: 0, maximum: 65_535 });
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * Reads the settings. Throws one error that names every wrong setting at once, with what would be right.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const wrong: string[] = [];
  const port = (name: string, fallback: number) => {
    const text = source[name];
    if (text === undefined || text === '') return fallback;
    const value = Number(text);
    if (!Value.Check(Port, value)) wrong.push(`${name} is "${text}"; it must be a whole number from 0 to 65535`);
    return value;
  };
  const address = (name: string, schemes: string[]) => {
    const text = source[name];
    if (text === undefined || text === '') return undefined;
    const scheme = URL.canParse(text) ? new URL(text).protocol.replace(':', '') : undefined;
    if (scheme === undefined || !schemes.includes(scheme)) {
      wrong.push(
        `${name} is "${withoutPassword(text)}"; it must be an address starting with ${schemes.map((s) => `${s}://`).join(' or ')}`,
      );
    } else if (scheme.startsWith('smtp') && new URL(text).hostname === '')
      wrong.push(
        `${name} is "${withoutPassword(text)}"; it must name a mail server, such as ${scheme}://mail.example.org:587`,
      );
    return text;
  };
  const logLevel = source['LOG_LEVEL'] || 'info';
  if (!logLevels.includes(logLevel))
    wrong.push(`LOG_LEVEL is "${logLevel}"; it must be one of ${logLevels.join(', ')}`);
  const host = source['KEPT_HOST'] || '127.0.0.1';
  const listen = port('PORT', 3000);
  // an IPv6 address stands in brackets where a port follows
  const named = host.includes(':') ? `[${host}]` : host;
  if (!URL.canParse(`http://${named}`))
    wrong.push(`KEPT_HOST is "${host}"; it must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all`);
  const assistantUrl = address('KEPT_ASSISTANT_URL', ['http', 'https']);
  const secret = source['KEPT_SECRET'] || undefined;
  if (secret !== undefined && secret.length < 32)
    wrong.push('KEPT_SECRET is shorter than 32 characters; make one with: openssl rand -hex 32');
  const trustedProxies = listOf(source['KEPT_TRUSTED_PROXIES']);
  for (const proxy of trustedProxies)
    if (!isNetwork(proxy))
      wrong.push(
        `KEPT_TRUSTED_PROXIES names "${proxy}"; it must be an address or a network, such as 10.0.0.5 or 172.16.0.0/12`,
      );
  const env: Env = {
    port: listen,
    host,
    url: (
      address('KEPT_URL', ['http', 'https']) ??
      `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : named}:${listen}`
    ).replace(/\/+$/, ''),
    dataDir: resolve(source['KEPT_DATA_DIR'] || './data'),
    databaseUrl: address('DATABASE_URL', ['postgres', 'postgresql']),
    replicaUrl: address('DATABASE_REPLICA_URL', ['postgres', 'postgresql']),
    smtpPort: port('KEPT_SMTP_PORT', 2525),
    lmtpPort: port('KEPT_LMTP_PORT', 0),
    mailUrl: address('KEPT_MAIL_URL', ['smtp', 'smtps']),
    filesUrl: address('KEPT_FILES_URL', ['file', 's3']),
    secret,
    assistant:
      assistantUrl === undefined
        ? undefined
        : {
            url: assistantUrl,
            model: source['KEPT_ASSISTANT_MODEL'] ?? '',
            key: source['KEPT_ASSISTANT_KEY'] || undefined,
          },
    privateHosts: listOf(source['KEPT_PRIVATE_HOSTS']),
    trustedProxies,
    logLevel,
  };
  if (assistantUrl !== undefined && env.assistant?.model === '')
    wrong.push('KEPT_ASSISTANT_URL is set but KEPT_ASSISTANT_MODEL is not; name the model to use');
  if (assistantUrl !== undefined && /\/\/[^/]*@/u.test(assistantUrl))
    wrong.push('KEPT_ASSISTANT_URL has a name or password in it; put what it asks for into KEPT_ASSISTANT_KEY');
  if (!/^[\x21-\x7e]*$/u.test(env.assistant?.key ?? ''))
    wrong.push('KEPT_ASSISTANT_KEY has blanks or signs in it that no key has; copy it anew');
  if (wrong.length > 0) throw new SettingsError(wrong);
  return env;
}

/** One or more settings are wrong; the message lists them all. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(wrong: string[]) {
    super(
      `Kept cannot start: ${wrong.length === 1 ? 'a setting is' : 'some settings are'} wrong.\n${wrong.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
}

function listOf(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,]+/).filter((one) => one !== '');
}

function isNetwork(text: string): boolean {
  const [address = '', prefix = '0', more] = text.split('/');
  const bits = isIP(address) === 6 ? 128 : 32;
  return isIP(address) !== 0 && more === undefined && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}

function withoutPassword(text: string): string {
  return text.replace(/:\/\/[^@/]*@/, '://…@');
}
