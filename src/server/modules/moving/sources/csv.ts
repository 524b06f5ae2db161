import { parse } from 'csv-parse';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { address, caseNumber, instant, type ReadRecord, text } from '../records.ts';

/** What a column of a table of cases can hold, with the headings it goes by in the languages of the desk and of others. */
export const caseColumns: Readonly<Record<string, readonly string[]>> = {
  id: ['id', 'ticket id', 'ticket', 'case id', 'key', 'nummer', 'ticketnummer', 'number', '#'],
  subject: ['subject', 'title', 'summary', 'betreff', 'titel', 'asunto', 'objet', 'assunto'],
  text: ['description', 'text', 'body', 'message', 'beschreibung', 'nachricht', 'descripción', 'mensaje', 'descrição'],
  state: ['status', 'state', 'zustand', 'estado', 'statut', 'état'],
  priority: ['priority', 'priorität', 'prioridad', 'priorité', 'prioridade'],
  type: ['type', 'kind', 'typ', 'art', 'tipo', 'category', 'kategorie'],
  email: ['email', 'e-mail', 'requester email', 'customer email', 'from', 'contact email', 'mail', 'correo'],
  name: ['requester', 'customer', 'name', 'customer name', 'requester name', 'contact', 'kunde', 'cliente', 'client'],
  organisation: ['organisation', 'organization', 'company', 'firma', 'empresa', 'société', 'account'],
  assignee: ['assignee', 'agent', 'owner', 'assigned to', 'bearbeiter', 'zuständig'],
  team: ['team', 'group', 'queue', 'department', 'gruppe', 'abteilung'],
  tags: ['tags', 'labels', 'schlagworte', 'etiquetas'],
  createdAt: ['created', 'created at', 'date', 'opened', 'created time', 'erstellt', 'erstellt am', 'datum', 'fecha'],
  updatedAt: ['updated', 'updated at', 'last updated', 'geändert'],
  closedAt: ['closed', 'closed at', 'resolved', 'resolved at', 'solved at', 'geschlossen', 'erledigt'],
  note: ['note', 'internal note', 'notes', 'notiz', 'notizen'],
};

/** The same of customers. */
export const customerColumns: Readonly<Record<string, readonly string[]>> = {
  id: ['id', 'customer id', 'customer number', 'kundennummer', 'contact id'],
  name: ['name', 'full name', 'customer', 'customer name', 'contact name', 'kunde', 'nombre', 'nom', 'nome'],
  firstName: ['first name', 'firstname', 'given name', 'vorname'],
  lastName: ['last name', 'lastname', 'surname', 'family name', 'nachname'],
  email: ['email', 'e-mail', 'email address', 'mail', 'e-mail-adresse', 'correo'],
  phone: ['phone', 'telephone', 'mobile', 'phone number', 'telefon', 'teléfono', 'téléphone'],
  organisation: ['organisation', 'organization', 'company', 'firma', 'unternehmen', 'empresa', 'société'],
  language: ['language', 'sprache', 'locale', 'idioma', 'langue'],
  timeZone: ['time zone', 'timezone', 'zeitzone'],
  notes: ['notes', 'note', 'comment', 'notizen', 'bemerkung'],
  vip: ['vip'],
};

/** Which column seems to hold what, by its heading. */
export function guessColumns(
  headings: readonly string[],
  known: Readonly<Record<string, readonly string[]>>,
): Record<string, string> {
  const plain = (heading: string) =>
    heading
      .trim()
      .toLowerCase()
      .replaceAll(/[_\s]+/g, ' ');
  const guessed: Record<string, string> = {};
  for (const [meaning, names] of Object.entries(known)) {
    const found = names
      .map((name) => headings.find((heading) => plain(heading) === name && !Object.values(guessed).includes(heading)))
      .find((heading) => heading !== undefined);
    if (found !== undefined) guessed[meaning] = found;
  }
  return guessed;
}

/** Rows of a CSV by heading. The sign between cells is the one that the first line has most of: comma, semicolon, tab, bar. */
export async function* csvRows(chunks: AsyncIterable<string>): AsyncGenerator<Record<string, string>> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = '';
  while (!/\n/.test(head) && head.length < 1_000_000) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    head += value;
  }
  const first = head.split(/\r?\n/, 1)[0]!.replaceAll(/"[^"]*"/g, '');
  const delimiter = [',', ';', '\t', '|'].toSorted(
    (one, other) => first.split(other).length - first.split(one).length,
  )[0]!;
  async function* all(): AsyncGenerator<string> {
    yield head;
    for (;;) {
      const { value, done } = await iterator.next();
      if (done === true) return;
      yield value;
    }
  }
  const parser = Readable.from(all()).pipe(
    parse({
      delimiter,
      columns: (headings: string[]) =>
        headings.map((heading, place) => heading.trim() || `column ${String(place + 1)}`),
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      bom: true,
      max_record_size: 4_000_000,
    }),
  );
  for await (const row of parser) yield row as Record<string, string>;
}

/** One row of cases, by the columns chosen. Rows with the same id are messages of one case, in their order. */
export function readCaseRow(row: Record<string, string>, columns: Record<string, string>, line: number): ReadRecord[] {
  const get = (meaning: string) => text(columns[meaning] === undefined ? null : row[columns[meaning]])?.trim() ?? null;
  const subject = get('subject');
  const email = address(get('email'));
  if (subject === null && get('text') === null) return [{ kind: 'problem', what: 'empty-row' }];
  const id = get('id') ?? `row-${String(line)}`;
  const createdAt = moment(get('createdAt')) ?? '';
  const name = get('name') ?? email;
  const assignee = get('assignee');
  const team = get('team');
  const chosen = new Set(Object.values(columns));
  const words = get('text');
  const note = get('note');
  const records: ReadRecord[] = [];
  if (assignee !== null)
    records.push({
      kind: 'person',
      id: `a:${assignee.toLowerCase()}`,
      name: assignee,
      emails: address(assignee) === null ? [] : [address(assignee)!],
      agent: true,
    });
  if (team !== null) records.push({ kind: 'team', id: `t:${team.toLowerCase()}`, name: team });
  records.push({
    kind: 'case',
    id,
    number: caseNumber(get('id')),
    subject: subject ?? words!.slice(0, 120),
    state: (get('state') ?? 'open').toLowerCase(),
    priority: get('priority')?.toLowerCase() ?? null,
    type: get('type')?.toLowerCase() ?? null,
    channel: null,
    requesterId: null,
    ...(name === null ? {} : { requester: { name, email } }),
    assigneeId: assignee === null ? null : `a:${assignee.toLowerCase()}`,
    teamId: team === null ? null : `t:${team.toLowerCase()}`,
    tags:
      get('tags')
        ?.split(/[,;|]/)
        .map((tag) => tag.trim())
        .filter(Boolean) ?? [],
    fields: Object.fromEntries(
      Object.entries(row).flatMap(([heading, value]) =>
        chosen.has(heading) || text(value) === null ? [] : [[heading, text(value)!]],
      ),
    ),
    createdAt,
    updatedAt: moment(get('updatedAt')),
    closedAt: moment(get('closedAt')),
  });
  if (words !== null)
    records.push({
      kind: 'message',
      id: `${id}-${digest(words, createdAt)}`,
      caseId: id,
      at: createdAt,
      authorId: null,
      byAgent: false,
      open: true,
      html: null,
      text: words,
      files: [],
    });
  if (note !== null)
    records.push({
      kind: 'message',
      id: `${id}-${digest(note, 'note')}`,
      caseId: id,
      at: createdAt,
      authorId: null,
      byAgent: true,
      open: false,
      html: null,
      text: note,
      files: [],
    });
  return records;
}

/** One row of customers, by the columns chosen. */
export function readCustomerRow(row: Record<string, string>, columns: Record<string, string>): ReadRecord[] {
  const get = (meaning: string) => text(columns[meaning] === undefined ? null : row[columns[meaning]])?.trim() ?? null;
  const said = get('email');
  const emails = (said?.split(/[\s,;]+/) ?? []).flatMap((one) => address(one) ?? []);
  const phone = get('phone');
  const name =
    get('name') ?? ([get('firstName'), get('lastName')].filter((one) => one !== null).join(' ') || emails[0]);
  if (name === undefined) return [{ kind: 'problem', what: 'empty-row' }];
  const problems: ReadRecord[] = said !== null && emails.length === 0 ? [{ kind: 'problem', what: 'no-address' }] : [];
  const id = get('id') ?? emails[0] ?? phone ?? name.toLowerCase();
  const vip = get('vip')?.toLowerCase();
  return [
    ...problems,
    {
      kind: 'person',
      id,
      name,
      emails,
      phones: phone === null ? [] : [phone],
      organisation: get('organisation'),
      agent: false,
      language: get('language'),
      timeZone: get('timeZone'),
      notes: get('notes') ?? '',
      vip: vip !== undefined && ['yes', 'true', '1', 'x', 'ja', 'si', 'sí', 'oui', 'sim', 'vip'].includes(vip),
    },
  ];
}

/** A day first and points between, or an instant as programs write it. */
function moment(value: string | null): string | null {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,]+(\d{1,2}):(\d\d)(?::(\d\d))?)?$/.exec(value ?? '');
  if (german === null) return instant(value);
  const [, day, month, year, hour = '0', minute = '0', second = '0'] = german;
  return instant(
    `${year!}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')} ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:${second.padStart(2, '0')}`,
  );
}

function digest(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12);
}
