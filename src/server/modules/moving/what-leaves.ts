/**
 * What stays here when everything is taken out: who is signed in and how, keys to this and other programs, what somebody
 * vented for himself alone, and bookkeeping that means nothing elsewhere. Decided by name, so that a table or column that
 * comes later and speaks of a secret is withheld without anybody remembering to.
 */
const bookkeeping = new Set([
  'accounts',
  'api_keys',
  'webhooks',
  'webhook_messages',
  'webhook_attempts',
  'verifications',
  'two_factors',
  'idempotency_keys',
  'migrations',
  'subscriptions',
  'subscription_failures',
  'presence',
  'chats',
  'chat_visitors',
  'chat_messages',
  'chat_uploads',
  'chat_streams',
  'chat_codes',
  'chat_limits',
  'chat_bans',
  'breakers',
  'senders_seen',
  'imports',
  'import_files',
  'import_items',
  'import_rows',
  'exports',
  'voice_taken_back',
  'heard_words_aside',
]);
const secretTable =
  /(^|_)(vents?|ventings?|venting_.*|sessions?|secrets?|credentials?|passwords?|tokens?|logins?|signing_keys?)(_|$)/;
const secretColumn = /(^|_)(secret|password|passwd|token|tokens|credential|private_key|api_key|access_key|sealed)(_|$)/;

/** Sums that tell a link from a forgery; nobody gets the link from them, and without them the record is not whole. */
const harmlessColumns = new Set(['invitations.token_hash']);

/** Whether rows of a table are taken out. */
export function tableLeaves(table: string): boolean {
  return !bookkeeping.has(table) && !secretTable.test(table);
}

/** Whether a column of such a table is taken out. */
export function columnLeaves(table: string, column: string, type: string): boolean {
  if (harmlessColumns.has(`${table}.${column}`)) return true;
  // a transaction's number means nothing in another database
  if (type === 'xid8') return false;
  const kept =
    secretColumn.test(column) && (type === 'text' || type === 'bytea' || type === 'text[]' || type === 'jsonb');
  return !kept;
}
