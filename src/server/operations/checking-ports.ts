import { connect, createServer } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Env } from '../env.ts';
import { openTransport } from '../mail/sending.ts';
import { type Finding, findings, wordsOf } from './finding.ts';

const patience = 3000;
const day = 86_400_000;

/** The address Kept answers on: free, or Kept itself. `running` says that a Kept answers there. */
export async function checkHttp(env: Env): Promise<{ finding: Finding; running: boolean }> {
  const web = findings('web address');
  const at = `${reachable(env.host)}:${env.port}`;
  try {
    const reply = await fetch(`http://${at}/readyz`, { signal: AbortSignal.timeout(patience) });
    const body = (await reply.json()) as { ready?: boolean; why?: string };
    if (body.ready === true) return { finding: web.ok(`Kept is running and ready on ${at}.`), running: true };
    if (body.ready === false)
      return {
        finding: web.wrong(`Kept runs on ${at} but is not ready (${String(body.why)}): see its log.`),
        running: true,
      };
  } catch (error) {
    if (await isFree(env.host, env.port))
      return { finding: web.ok(`Port ${env.port} is free; Kept is not running.`), running: false };
    const denied = await whyNot(env.host, env.port);
    if (denied === 'EACCES')
      return {
        finding: web.wrong(
          `This user may not listen on port ${env.port}: choose a PORT above 1023 and put a proxy before it.`,
        ),
        running: false,
      };
    if (denied === 'EADDRNOTAVAIL')
      return {
        finding: web.wrong(`KEPT_HOST ${env.host} is no address of this machine: use 127.0.0.1 or 0.0.0.0.`),
        running: false,
      };
    void error;
  }
  return { finding: web.wrong(`Another program answers on ${at}: stop it, or choose another PORT.`), running: false };
}

/** The doors for mail that comes in: free, or answered the way Kept answers. */
export async function checkMailDoors(env: Env, running: boolean): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const [name, port, setting] of [
    ['incoming mail', env.smtpPort, 'KEPT_SMTP_PORT'],
    ['incoming mail (LMTP)', env.lmtpPort, 'KEPT_LMTP_PORT'],
  ] as const) {
    const door = findings(name);
    if (port === 0) {
      if (setting === 'KEPT_SMTP_PORT') found.push(door.ok('Mail by SMTP is switched off (KEPT_SMTP_PORT=0).'));
      continue;
    }
    const greeting = await greetingAt(reachable(env.host), port);
    if (greeting !== undefined && running && /^220 .*kept/i.test(greeting))
      found.push(door.ok(`Kept takes mail on port ${port}.`));
    else if (greeting !== undefined)
      found.push(
        door.wrong(
          `Another program answers on port ${port} ("${greeting.slice(0, 60)}"): stop it, or choose another ${setting}.`,
        ),
      );
    else if (running)
      found.push(
        door.wrong(`Kept is running but takes no mail on port ${port}: start it anew with ${setting}=${port}.`),
      );
    else if (await isFree(env.host, port)) found.push(door.ok(`Port ${port} is free for mail.`));
    else
      found.push(
        door.wrong(`Port ${port} cannot be used (${String(await whyNot(env.host, port))}): choose another ${setting}.`),
      );
  }
  return found;
}

/** Signs in at the outgoing mail server, and out again. */
export async function checkOutgoingMail(env: Env): Promise<Finding> {
  const mail = findings('outgoing mail');
  if (env.mailUrl === undefined)
    return mail.warning(
      'KEPT_MAIL_URL is not set, so mail waits in the outbox: set it to smtp://user:password@host:587.',
    );
  const transport = openTransport(env.mailUrl);
  try {
    const result = await transport.verify();
    if (result.ok) return mail.ok(`${new URL(env.mailUrl).host} lets Kept sign in.`);
    return mail.wrong(
      `${new URL(env.mailUrl).host} does not let Kept send (${wordsOf(result.words)}): check KEPT_MAIL_URL.`,
    );
  } finally {
    transport.close();
  }
}

/** How long the certificate of the public address is good for, when it has one. */
export async function checkCertificate(env: Env, now: Date): Promise<Finding | undefined> {
  const url = new URL(env.url);
  if (url.protocol !== 'https:') return undefined;
  const certificate = findings('certificate');
  try {
    const ends = await new Promise<Date>((resolve, reject) => {
      const socket = connectTls({
        host: url.hostname,
        port: Number(url.port || 443),
        servername: url.hostname,
        timeout: patience,
      });
      socket.once('secureConnect', () => {
        resolve(new Date(socket.getPeerCertificate().valid_to));
        socket.destroy();
      });
      socket.once('timeout', () => socket.destroy(new Error('no answer in three seconds')));
      socket.once('error', reject);
    });
    const days = Math.floor((ends.getTime() - now.getTime()) / day);
    return days >= 14
      ? certificate.ok(`The certificate of ${url.host} is good for ${days} days.`)
      : certificate.warning(`The certificate of ${url.host} ends in ${days} days: renew it.`);
  } catch (error) {
    return certificate.warning(
      `${env.url} could not be reached from this machine (${wordsOf(error)}): see that your proxy answers there.`,
    );
  }
}

function reachable(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
}

/** The first line a server says; undefined when nobody listens, empty when it says nothing. */
function greetingAt(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patience });
    const end = (text: string | undefined) => {
      socket.destroy();
      resolve(text);
    };
    socket.once('data', (data) => end(data.toString('latin1').split('\r\n')[0]));
    socket.once('timeout', () => end(''));
    socket.once('error', () => end(undefined));
  });
}

async function isFree(host: string, port: number): Promise<boolean> {
  return (await whyNot(host, port)) === undefined;
}

/** The code of the error that listening would meet; undefined when it would succeed. */
function whyNot(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const trial = createServer();
    trial.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    trial.listen(port, host, () => trial.close(() => resolve(undefined)));
  });
}
