import type { Context } from './context.ts';
import type { Env } from './env.ts';
import { openSmtpDoor, type SmtpDoor } from './mail/smtp-door.ts';
import { receiveMail } from './modules/cases/index.ts';

/**
 * Opens the doors for mail that the settings name: SMTP and LMTP. Every address is taken: whatever is none of our mailboxes goes
 * to the default one, because a mail refused is a mail lost, and nothing is ever passed on to others.
 */
export async function openMailDoors(
  env: Pick<Env, 'host' | 'smtpPort' | 'lmtpPort'>,
  system: () => Context,
  log: (line: string, detail: Record<string, unknown>) => void,
): Promise<{ ports: number[]; close(): Promise<void> }> {
  const doors: SmtpDoor[] = [];
  const close = async () => {
    for (const door of doors) await door.close();
  };
  try {
    for (const [port, kind] of [
      [env.smtpPort, 'smtp'],
      [env.lmtpPort, 'lmtp'],
    ] as const) {
      if (port === 0) continue;
      const onMail = async (raw: Buffer, envelope: { from: string; to: string[] }) => {
        await receiveMail(system(), { raw, door: kind, envelope });
      };
      doors.push(await openSmtpDoor({ port, host: env.host, lmtp: kind === 'lmtp', onMail, log }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { ports: doors.map((door) => door.port), close };
}
