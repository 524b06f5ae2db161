import { type RawBuilder, sql } from 'kysely';
import { type MaskedText, maskedText } from '../../../domain/assistant/masking.ts';
import type { AssistantTask } from '../../../domain/assistant/tasks.ts';
import { ownWords } from '../../../domain/promises/spoken-promise-text.ts';
import type { Context } from '../../context.ts';
import { addToDay } from './queries.ts';

/**
 * Of which cases words may leave the house: the one place where this is decided, as a condition on a row of `cases` under the alias `k`.
 * Not of private teams, nor of cases one was called into, nor of teams for which it is off, nor of what a customer opened for one pair of
 * eyes; and not where anybody who takes part, or a record of the same person, does not want it or was erased.
 */
function mayLeave(): RawBuilder<boolean> {
  return sql<boolean>`(not k.only_his
    and not exists (select from teams t where t.private and (t.id = k.team_id or t.id in (
      select p.team_id from case_parties p where p.case_id = k.id and p.removed_at is null and p.team_id is not null)))
    and not exists (select from assistant_settings s where k.team_id = any(s.teams_off))
    and not exists (select from customers c where (c.no_assistant or c.erased_at is not null) and c.id = any(array(
      select k.customer_id union all select own.merged_into from customers own where own.id = k.customer_id
      union all select same.id from customers same
        where same.merged_into = (select coalesce(own.merged_into, own.id) from customers own where own.id = k.customer_id))))
    and not exists (select from case_parties p join customers c on c.id = p.customer_id
      where p.case_id = k.id and p.removed_at is null and (c.no_assistant or c.erased_at is not null)))`;
}

/** Words that may be read, with what leads to people hidden. */
export interface MayRead {
  readonly caseId: string;
  readonly at: Date;
  readonly authorKind: string;
  readonly direction: string;
  readonly text: string;
  readonly read: MaskedText;
}

/** Names of who else takes part in the case `k`. */
const namesOfParties = sql`array(select p.name from case_parties p where p.case_id = k.id limit 20)`;

/** Letters of a message that are handed over; a longer one is cut. */
const longestRead = 8000;

/**
 * A message as the assistant may read it: only what its writer wrote himself, names and numbers hidden. Undefined when it is gone, a note, or
 * not to leave the house, which is counted.
 */
export async function messageToRead(
  ctx: Context,
  task: AssistantTask,
  messageId: string,
): Promise<MayRead | undefined> {
  const { rows } = await sql<{
    case_id: string;
    at: Date;
    text: string;
    author_kind: string;
    direction: string;
    names: string[];
    may: boolean;
  }>`
    select m.case_id, m.at, left(m.text, 20000) as text, m.author_kind, m.direction, ${mayLeave()} as may,
      array_remove(array[c.name, m.author_name, u.name, f.name], null) || ${namesOfParties} as names
    from messages m join cases k on k.id = m.case_id join customers c on c.id = k.customer_id
      left join users u on u.id = k.assignee_id left join customers f on f.id = m.author_customer_id
    where m.id = ${messageId} and m.kind = 'message' and m.audience <> 'staff' and k.merged_into is null
      and (f.id is null or not (f.no_assistant or f.erased_at is not null))
  `.execute(ctx.db);
  const row = rows[0];
  if (row === undefined) return undefined;
  if (!row.may) {
    await addToDay(ctx.db, ctx.now, task, { heldBack: 1 });
    return undefined;
  }
  const { case_id: caseId, at, author_kind: authorKind, direction, text, names } = row;
  return { caseId, at, authorKind, direction, text, read: readable(text, names) };
}

/**
 * A draft as the assistant may read it.
 * @param caseId the case it is written in; one that the writer may see
 */
export async function draftToRead(ctx: Context, caseId: string, text: string): Promise<MaskedText | undefined> {
  const { rows } = await sql<{ names: string[]; may: boolean }>`
    select array_remove(array[c.name, u.name], null) || ${namesOfParties} as names, ${mayLeave()} as may
    from cases k join customers c on c.id = k.customer_id left join users u on u.id = k.assignee_id where k.id = ${caseId}
  `.execute(ctx.db);
  const row = rows[0];
  if (row === undefined) return undefined;
  if (!row.may) {
    await addToDay(ctx.db, ctx.now, 'drafts', { heldBack: 1 });
    return undefined;
  }
  return readable(text, 'name' in ctx.actor ? [...row.names, ctx.actor.name] : row.names);
}

function readable(text: string, names: readonly string[]): MaskedText {
  const kept = ownWords(text);
  // a message of nothing but "Thanks!" is no sign-off; where places would no longer be those of the text, it is read whole
  const own = kept.trim() === '' || kept.length !== text.length ? text : kept;
  return maskedText(own.slice(0, longestRead).trimEnd(), names);
}
