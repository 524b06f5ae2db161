import type { Database } from '../../../store/database.ts';

/** Whether the customer spoke last in a chat, where he also hears the answer. */
export async function speaksByChat(db: Database, caseId: string): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .select('channel')
    .where('case_id', '=', caseId)
    .where('direction', '=', 'in')
    .where('kind', '=', 'message')
    .where('audience', '=', 'customer')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.channel === 'chat';
}
