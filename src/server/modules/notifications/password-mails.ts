import { say } from '../../catalogue.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
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

type Told = NonNullable<Awaited<ReturnType<typeof findReachable>>>;

/** Mails a colleague about how he signs in: a subject and paragraphs by their keys below `mail`, or as they stand. */
async function tell(
  ctx: WritingContext,
  user: Told,
  mail: { subject: string; paragraphs: readonly (string | { asIs: string })[]; until?: Date },
  address = user.email,
): Promise<void> {
  const until = mail.until?.toLocaleString(user.language, {
    timeZone: user.time_zone,
    dateStyle: 'full',
    timeStyle: 'short',
  });
  const company = (await findCompany(ctx.trx))?.name ?? '';
  const words = { name: user.name, company, email: user.email, ...(until === undefined ? {} : { until }) };
  const line = (key: string) => say(user.language, 'passwords', `mail.${key}`, words);
  await queueMail(ctx, {
    purpose: 'other',
    to: [{ address, name: user.name }],
    subject: line(mail.subject),
    text: ['greeting', ...mail.paragraphs].map((one) => (typeof one === 'string' ? line(one) : one.asIs)).join('\n\n'),
    automatic: 'auto-generated',
  });
}

/** Mails a colleague the link by which he chooses a password. For an address that nobody has, nothing happens. */
function mailLink(ctx: Context, payload: Record<string, unknown>): Promise<void> {
  return transact(ctx, async (ctx) => {
    const who =
      typeof payload['userId'] === 'string' ? { userId: payload['userId'] } : { email: String(payload['email']) };
    const hours = typeof payload['hours'] === 'number' ? payload['hours'] : undefined;
    const made = await passwordLinkFor(ctx, who, hours);
    if (made === undefined) return;
    const { user, because, link, until } = made;
    const paragraphs = [`${because}.text`, { asIs: link }, 'until', `${because}.notYou`];
    await tell(ctx, user, { subject: `${because}.subject`, paragraphs, until });
  });
}

/** Tells a colleague that his password is another now, or his code is off: whoever did not do it must hear of it. */
function tellChanged(ctx: Context, payload: Record<string, unknown>): Promise<void> {
  return transact(ctx, async (ctx) => {
    const user = await findReachable(ctx.trx, { userId: String(payload['userId']) });
    if (user === undefined) return;
    const what = payload['what'] === 'code' ? 'codeOff' : 'changed';
    await tell(ctx, user, { subject: `${what}.subject`, paragraphs: [`${what}.text`, 'changed.notYou'] });
  });
}

/** Tells both addresses with which one a colleague signs in now: he has to know, and whoever did not want it must hear of it. */
function tellOfAddress(ctx: Context, payload: Record<string, unknown>): Promise<void> {
  return transact(ctx, async (ctx) => {
    const user = await findReachable(ctx.trx, { userId: String(payload['userId']) });
    if (user === undefined) return;
    const mail = { subject: 'address.subject', paragraphs: ['address.text', 'changed.notYou'] };
    for (const address of [String(payload['from']), user.email]) await tell(ctx, user, mail, address);
  });
}

export const passwordMailJobs: readonly Job[] = [
  { name: mailPasswordLink, work: mailLink },
  { name: mailPasswordChanged, work: tellChanged },
  { name: mailAddressChanged, work: tellOfAddress },
];
