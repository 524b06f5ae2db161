import { say } from '../../catalogue.ts';
import { type Context, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { queueMail } from '../channels/index.ts';
import {
  findCompany,
  findReachable,
  mailAddressChanged,
  mailPasswordChanged,
  mailPasswordLink,
  passwordLinkFor,
} from '../people/index.ts';

/** Mails a colleague the link by which he chooses a password. For an address that nobody has, nothing happens. */
function mailLink(ctx: Context, payload: Record<string, unknown>): Promise<void> {
  return transact(ctx, async (ctx) => {
    const who =
      typeof payload['userId'] === 'string' ? { userId: payload['userId'] } : { email: String(payload['email']) };
    const hours = typeof payload['hours'] === 'number' ? payload['hours'] : undefined;
    const made = await passwordLinkFor(ctx, who, hours);
    if (made === undefined) return;
    const { user, because, link } = made;
    const company = (await findCompany(ctx.trx))?.name ?? '';
    const words = { name: user.name, company, link, email: user.email };
    const until = made.until.toLocaleString(user.language, {
      timeZone: user.time_zone,
      dateStyle: 'full',
      timeStyle: 'short',
    });
    const line = (key: string) => say(user.language, 'passwords', `mail.${key}`, { ...words, until });
    await queueMail(ctx, {
      purpose: 'other',
      to: [{ address: user.email, name: user.name }],
      subject: line(`${because}.subject`),
      text: [line('greeting'), line(`${because}.text`), link, line('until'), line(`${because}.notYou`)].join('\n\n'),
      automatic: 'auto-generated',
    });
  });
}

/** Tells a colleague that his password is another now, or his code is off: whoever did not do it must hear of it. */
function tellChanged(ctx: Context, payload: Record<string, unknown>): Promise<void> {
  return transact(ctx, async (ctx) => {
    const user = await findReachable(ctx.trx, { userId: String(payload['userId']) });
    if (user === undefined) return;
    const company = (await findCompany(ctx.trx))?.name ?? '';
    const what = payload['what'] === 'code' ? 'codeOff' : 'changed';
    const line = (key: string) => say(user.language, 'passwords', `mail.${key}`, { name: user.name, company });
    await queueMail(ctx, {
      purpose: 'other',
      to: [{ address: user.email, name: user.name }],
      subject: line(`${what}.subject`),
      text: [line('greeting'), line(`${what}.text`), line('changed.notYou')].join('\n\n'),
      automatic: 'auto-generated',
    });
  });
}

/** Tells both addresses with which one a colleague signs in now: he has to know, and whoever did not want it must hear of it. */
function tellOfAddress(ctx: Context, payload: Record<string, unknown>): Promise<void> {
  return transact(ctx, async (ctx) => {
    const user = await findReachable(ctx.trx, { userId: String(payload['userId']) });
    if (user === undefined) return;
    const company = (await findCompany(ctx.trx))?.name ?? '';
    const words = { name: user.name, company, email: user.email };
    const line = (key: string) => say(user.language, 'passwords', `mail.${key}`, words);
    for (const address of [String(payload['from']), user.email])
      await queueMail(ctx, {
        purpose: 'other',
        to: [{ address, name: user.name }],
        subject: line('address.subject'),
        text: [line('greeting'), line('address.text'), line('changed.notYou')].join('\n\n'),
        automatic: 'auto-generated',
      });
  });
}

export const passwordMailJobs: readonly Job[] = [
  { name: mailPasswordLink, work: mailLink },
  { name: mailPasswordChanged, work: tellChanged },
  { name: mailAddressChanged, work: tellOfAddress },
];
