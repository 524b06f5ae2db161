/**
 * What a source is read into, whatever program it comes from: organisations, people, teams, cases and their messages, in
 * the source's own words for states and priorities. Reading knows the source and nothing of the desk; writing knows the
 * desk and nothing of the source.
 */
export interface OrganisationRecord {
  kind: 'organisation';
  id: string;
  name: string;
  domains?: string[];
  notes?: string;
}

export interface PersonRecord {
  kind: 'person';
  id: string;
  name: string;
  emails: string[];
  phones?: string[];
  organisationId?: string | null;
  /** Named by its name where the source knows no id. */
  organisation?: string | null;
  agent: boolean;
  active?: boolean;
  language?: string | null;
  timeZone?: string | null;
  notes?: string;
  vip?: boolean;
}

export interface TeamRecord {
  kind: 'team';
  id: string;
  name: string;
}

/** Somebody named only where he wrote. */
export interface Named {
  name: string;
  email: string | null;
}

/** What a customer said of a case, in the words or figures of the source. */
export interface Rating {
  score: string;
  comment: string | null;
  at?: string | null;
}

export interface CaseRecord {
  kind: 'case';
  id: string;
  /** The number people know it by, where it is one. */
  number: number | null;
  subject: string;
  state: string;
  priority: string | null;
  type: string | null;
  channel: string | null;
  requesterId: string | null;
  requester?: Named;
  organisationId?: string | null;
  assigneeId: string | null;
  /** A colleague named by address or name, where the source knows no id (CSV). */
  teamId: string | null;
  tags: string[];
  cc?: string[];
  fields?: Record<string, string>;
  createdAt: string;
  updatedAt: string | null;
  closedAt: string | null;
  mergedInto?: string | null;
  rating?: Rating | null;
  /** Why it should not be taken over, if so: spam, deleted, a draft. */
  skip?: string;
}

export interface FileRecord {
  name: string;
  contentType: string | null;
  size: number | null;
  /** Where the source keeps it; read only while the API is read. */
  url?: string | null;
  /** In base64, where it came inline. */
  content?: string;
  sha256?: string;
  /** What `cid:` in the message's HTML calls it, where it is a picture shown there. */
  contentId?: string;
}

export interface MessageRecord {
  kind: 'message';
  id: string;
  caseId: string;
  at: string;
  authorId: string | null;
  author?: Named;
  /** Said by an agent, where the author's record does not tell. */
  byAgent?: boolean;
  /** Everybody may read it; else it is a note among colleagues. */
  open: boolean;
  html: string | null;
  text: string | null;
  files: FileRecord[];
  mailIds?: string[];
  /** Addresses in copy of it. */
  cc?: string[];
}

/** A custom field's name, for sources that name it by number where it is used. */
export interface FieldRecord {
  kind: 'field';
  id: string;
  name: string;
}

/** A rating that the source keeps apart from its case. */
export interface RatingRecord extends Rating {
  kind: 'rating';
  id: string;
  caseId: string;
}

export type SourceRecord =
  | OrganisationRecord
  | PersonRecord
  | TeamRecord
  | CaseRecord
  | MessageRecord
  | FieldRecord
  | RatingRecord;

/** Something in the source that could not be read, told in the preview. */
export interface Unreadable {
  kind: 'problem';
  what: string;
}

export type ReadRecord = SourceRecord | Unreadable;

type Raw = Record<string, unknown>;

/** A value as text; null for nothing. Numbers become their digits. */
export function text(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return null;
  const clean = storable(value);
  return clean.trim() === '' ? null : clean;
}

/** An address as it is compared, or null when it is none. */
export function address(value: unknown): string | null {
  const found = text(value)?.trim().toLowerCase();
  return found !== undefined && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(found) && found.length <= 320 ? found : null;
}

/** Every address in a list of them, as `"Ada" <ada@b.example>, c@d.example` or JSON writes it. */
export function addresses(value: unknown): string[] {
  const found = Array.isArray(value) ? value.join(' ') : (text(value) ?? '');
  return (found.match(/[^\s"[\],;<>]+@[^\s"[\],;<>]+/g) ?? []).flatMap((one) => address(one) ?? []);
}

/** A time as an instant, or null. Times without a zone are UTC, as databases dump them. */
export function instant(value: unknown): string | null {
  const found = text(value)?.trim();
  if (found === undefined || found.startsWith('0000-')) return null;
  const plain = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(found);
  const at = new Date(plain ? `${found.replace(' ', 'T')}Z` : found);
  const year = at.getUTCFullYear();
  return Number.isNaN(at.getTime()) || year < 1990 || year > 2100 ? null : at.toISOString();
}

/** An object, or an empty one. */
export function object(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function texts(value: unknown): string[] {
  return list(value).flatMap((one) => text(one) ?? []);
}

/** What PostgreSQL can hold: no NUL, no half characters. */
function storable(value: string): string {
  return (value.includes('\0') ? value.replaceAll('\0', '') : value).toWellFormed();
}

/** A number people may know a case by: digits that no zero leads, short enough to be said. */
export function caseNumber(value: unknown): number | null {
  const found = text(value)?.trim();
  return found !== undefined && /^[1-9]\d{0,9}$/.test(found) ? Number(found) : null;
}
