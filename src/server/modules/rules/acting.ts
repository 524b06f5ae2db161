/** What a rule does, each thing through the verb that a person would use, in the rule's own name. */
import { addBusinessTime } from '../../../domain/promises/business-time.ts';
import type { RuleAction } from '../../../domain/rules/words.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { escapeHtml } from '../../mail/plain-text.ts';
import { record } from '../../store/events.ts';
import {
  askForSomebody,
  changeCase,
  closeCase,
  maySeeCase,
  noteOnCase,
  replyAutomatically,
  snoozeCase,
} from '../cases/index.ts';
import { queueMail } from '../channels/index.ts';
import { notify } from '../notifications/index.ts';
import { findColleague } from '../people/index.ts';
import { makePromise } from '../promises/index.ts';
import { hoursOf, type KnownCase } from './knowing.ts';
import { fillWords } from './wording.ts';

/** The rule that acts, in which language it tells what it did, and the names it needs for that. */
export interface Acting {
  rule: { id: string; name: string };
  language: string;
  names: ReadonlyMap<string, string>;
  /** The mail class of the message that set it off: a machine is never answered. */
  mailClass: string | null;
}

/** Does one thing. The case is as `found` says. */
export async function act(ctx: WritingContext, action: RuleAction, found: KnownCase, acting: Acting): Promise<void> {
  const id = found.id;
  const words = () => fillWords(action.text ?? '', wordingOf(found, acting.rule.name));
  switch (action.do) {
    case 'set':
      return changeCase(ctx, id, { [action.field ?? 'priority']: action.value });
    case 'tags': {
      const removed = new Set((action.remove ?? []).map((tag) => tag.toLowerCase()));
      const tags = [...found.tags, ...(action.add ?? [])].filter((tag) => !removed.has(tag.toLowerCase()));
      return changeCase(ctx, id, { tags: [...new Set(tags)] });
    }
    case 'team':
      return changeCase(ctx, id, { teamId: action.teamId ?? null });
    case 'assign':
      return changeCase(ctx, id, { assigneeId: action.userId ?? null });
    case 'route':
      return askForSomebody(ctx, [id]);
    case 'snooze':
      return snoozeCase(ctx, id, ahead(ctx.now, found, action.hours).toISOString());
    case 'close':
      return closeCase(ctx, id, {});
    case 'note':
      await noteOnCase(ctx, id, { html: paragraphs(words()) });
      return;
    case 'reply':
      if (acting.mailClass !== null && acting.mailClass !== 'human')
        throw new Refusal(
          'conflict',
          'machine-not-answered',
          `The message came from a machine (${acting.mailClass}); machines are not answered.`,
        );
      await replyAutomatically(ctx, id, { text: words() });
      return;
    case 'notify':
      return tellPeople(ctx, action, found, acting, words());
    case 'promise':
      await makePromise(ctx, {
        caseId: id,
        what: words().slice(0, 300),
        minutes: Math.max(1, Math.round((action.hours ?? 1) * 60)),
      });
      return;
    case 'webhook':
      return record(ctx, 'rules.called', id, {
        caseId: id,
        number: found.number,
        name: action.name,
        ruleId: acting.rule.id,
      });
    case 'stop':
  }
}

/** A sentence for the log: what the thing is, or what it would be. */
export function describe(action: RuleAction, acting: Pick<Acting, 'language' | 'names'>): string {
  const name = (id: string | null | undefined) =>
    id === null || id === undefined ? say(acting.language, 'rules', 'did.nobody') : (acting.names.get(id) ?? id);
  const people = [...(action.userIds ?? []), ...(action.teamIds ?? [])].map(name);
  if (action.assignee === true) people.push(say(acting.language, 'rules', 'did.assignee'));
  return say(acting.language, 'rules', `did.${action.do}`, {
    field:
      action.field === undefined
        ? ''
        : say(acting.language, 'rules', `field.${action.field === 'emotion' ? 'feeling' : action.field}`),
    value: action.value ?? '',
    tags: [...(action.add ?? []).map((tag) => `+${tag}`), ...(action.remove ?? []).map((tag) => `−${tag}`)].join(', '),
    team: name(action.teamId),
    person: name(action.userId),
    people: people.join(', '),
    hours: action.hours ?? 0,
    text: (action.text ?? '').slice(0, 120),
    name: action.name ?? '',
  });
}

async function tellPeople(
  ctx: WritingContext,
  action: RuleAction,
  found: KnownCase,
  acting: Acting,
  words: string,
): Promise<void> {
  const members =
    (action.teamIds ?? []).length === 0
      ? []
      : await ctx.trx.selectFrom('team_members').select('user_id').where('team_id', 'in', action.teamIds!).execute();
  const named = new Set([
    ...(action.userIds ?? []),
    ...members.map((row) => row.user_id),
    ...(action.assignee === true && found.assignee_id !== null ? [found.assignee_id] : []),
  ]);
  const ids = await whoMayHear(ctx, found.id, [...named].sort());
  const subject = `${acting.rule.name}: #${found.number} ${found.subject}`.slice(0, 300);
  for (const userId of ids)
    await notify(ctx, {
      userId,
      kind: 'alert',
      subject,
      text: words,
      link: `/inbox/${found.number}`,
      caseId: found.id,
    });
  if (action.mail !== true || ids.length === 0) return;
  const people = await ctx.trx
    .selectFrom('users')
    .select(['email', 'name'])
    .where('id', 'in', ids)
    .where('active', '=', true)
    .execute();
  for (const { email, name } of people)
    await queueMail(ctx, {
      purpose: 'alert',
      to: [{ address: email, name }],
      subject,
      text: `${words}\n\n${ctx.url}/inbox/${found.number}`,
      automatic: 'auto-generated',
    });
}

/** A case of a private team is told to nobody outside it, whoever a rule names; to colleagues without the desk others are. */
async function whoMayHear(ctx: WritingContext, caseId: string, userIds: readonly string[]): Promise<string[]> {
  const may: string[] = [];
  for (const userId of userIds) {
    const colleague = await findColleague(ctx.trx, userId);
    if (colleague === undefined) continue;
    const role = colleague.role === 'colleague' ? 'agent' : colleague.role;
    if (await maySeeCase({ ...ctx, db: ctx.trx, actor: { ...colleague, role } }, caseId)) may.push(userId);
  }
  return may;
}

function ahead(now: Date, found: KnownCase, hours: number | undefined): Date {
  return addBusinessTime(hoursOf(found), now, (hours ?? 1) * 3_600_000);
}

function wordingOf(found: KnownCase, rule: string) {
  return {
    case: {
      number: found.number,
      subject: found.subject,
      state: found.state,
      priority: found.priority,
      team: found.team_name ?? '',
      assignee: found.assignee_name ?? '',
    },
    customer: {
      name: found.customer_name,
      organisation: found.organisation ?? '',
      language: found.customer_language ?? '',
    },
    rule: { name: rule },
  };
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((one) => `<p>${escapeHtml(one).replaceAll('\n', '<br>')}</p>`)
    .join('');
}
