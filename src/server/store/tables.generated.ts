// Made from the migrated database by `bin/kept generate-tables`; never edited by hand.
import type { ColumnType, Generated } from 'kysely';

// Written as text (JSON.stringify), read as the value it is.
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = ColumnType<any, string, string>;
// oxlint-disable-next-line typescript/no-explicit-any
export type JsonDefault = ColumnType<any, string | undefined, string>;
// oxlint-disable-next-line typescript/no-explicit-any
export type JsonNullable = ColumnType<any, string | null | undefined, string | null>;

export interface Accounts {
  id: string;
  user_id: string;
  account_id: string;
  provider_id: string;
  access_token: string | null;
  refresh_token: string | null;
  access_token_expires_at: Date | null;
  refresh_token_expires_at: Date | null;
  scope: string | null;
  id_token: string | null;
  password: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface Answers {
  id: string;
  invitation_id: string | null;
  survey_id: string;
  customer_id: string | null;
  case_id: string | null;
  at: Date;
  solved: boolean | null;
  rating: number | null;
  likely: number | null;
  easy: number | null;
  word: string | null;
  word_norm: string | null;
  why: string | null;
  served_by: string | null;
  complete: Generated<boolean>;
}

export interface ApiKeys {
  id: string;
  name: string;
  role: string;
  token_hash: string;
  hint: string;
  created_by: string | null;
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export interface Articles {
  id: string;
  slug: string;
  title: string;
  summary: Generated<string>;
  html: string;
  text: string;
  state: Generated<string>;
  audience: Generated<string>;
  language: Generated<string>;
  author_id: string | null;
  created_at: Date;
  updated_at: Date;
  published_at: Date | null;
  helped: Generated<number>;
  not_helped: Generated<number>;
}

export interface Attachments {
  id: string;
  message_id: string | null;
  uploaded_by: string | null;
  sha256: string;
  name: string;
  content_type: string;
  size: number;
  content_id: string | null;
  inline: Generated<boolean>;
  created_at: Date;
}

export interface BriefAnswers {
  id: string;
  customer_id: string;
  question: string;
  statement: string;
  quote: string | null;
  message_id: string | null;
  confidence: Generated<string>;
  said_at: Date;
  noted_by: string | null;
  noted_at: Date;
  replaced_at: Date | null;
}

export interface CalendarVersions {
  calendar_id: string;
  version: number;
  zone: string;
  week: Json;
  exceptions: Json;
  at: Date;
}

export interface Calendars {
  id: string;
  name: string;
  zone: string;
  week: Json;
  exceptions: JsonDefault;
  holiday_region: string | null;
  is_default: Generated<boolean>;
  version: Generated<number>;
  changed_at: Date;
}

export interface CaseArticles {
  case_id: string;
  article_id: string;
  linked_by: string | null;
  at: Date;
}

export interface CaseTallies {
  state: string;
  team_id: string | null;
  assignee_id: string | null;
  at_risk: boolean;
  n: number;
}

export interface CaseTallyDeltas {
  id: Generated<number>;
  state: string;
  team_id: string | null;
  assignee_id: string | null;
  at_risk: boolean;
  n: number;
}

export interface Cases {
  id: string;
  number: Generated<number>;
  kind: Generated<string>;
  subject: string;
  excerpt: Generated<string>;
  state: Generated<string>;
  priority: Generated<string>;
  customer_id: string;
  organisation_id: string | null;
  team_id: string | null;
  assignee_id: string | null;
  mailbox_id: string | null;
  channel: string;
  tags: Generated<string[]>;
  emotion: string | null;
  success_wish: string | null;
  snoozed_until: Date | null;
  revision: Generated<number>;
  next_promise_at: Date | null;
  next_promise: string | null;
  next_promise_id: string | null;
  promise_at_risk: Generated<boolean>;
  created_at: Date;
  updated_at: Date;
  last_customer_at: Date | null;
  last_staff_at: Date | null;
  first_replied_at: Date | null;
  closed_at: Date | null;
  closed_by: string | null;
  verdict: string | null;
  verdict_at: Date | null;
  value_created: string | null;
  reopened: Generated<number>;
  merged_into: string | null;
}

export interface Charters {
  id: string;
  version: number;
  word: string;
  meaning: Generated<string>;
  proofs: Generated<string[]>;
  motto: Generated<string>;
  why_changed: Generated<string>;
  agreed_by: Generated<string[]>;
  made_by: string | null;
  made_at: Date;
  review_on: string | null;
}

export interface Company {
  one: Generated<boolean>;
  name: string;
  time_zone: string;
  language: string;
  currency: Generated<string>;
  sample: Generated<boolean>;
  set_up_at: Date;
}

export interface Customers {
  id: string;
  name: string;
  organisation_id: string | null;
  language: string | null;
  time_zone: string | null;
  vip: Generated<boolean>;
  notes: Generated<string>;
  merged_into: string | null;
  first_seen_at: Date;
  last_heard_at: Date | null;
  created_at: Date;
}

export interface Destinations {
  id: string;
  journey_id: string;
  position: number;
  name: string;
  done_when: Generated<string>;
  customer_wording: Generated<string>;
  owner_role: string | null;
  touchpoint_id: string | null;
  expected_days: number | null;
  reached_on_event: string | null;
  acceptance_question: Generated<string>;
}

export interface Drafts {
  case_id: string;
  user_id: string;
  html: string;
  kind: Generated<string>;
  revision: number;
  saved_at: Date;
}

export interface Events {
  id: Generated<number>;
  xid: Generated<string>;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  type: string;
  subject_id: string | null;
  data: JsonDefault;
}

export interface Files {
  sha256: string;
  size: number;
  created_at: Generated<Date>;
}

export interface IdempotencyKeys {
  key: string;
  caller: string;
  request_hash: string;
  status: number | null;
  reply: JsonNullable;
  created_at: Generated<Date>;
}

export interface Identities {
  id: string;
  customer_id: string;
  kind: string;
  value: string;
  bounced_at: Date | null;
  created_at: Date;
}

export interface Invitations {
  id: string;
  survey_id: string;
  customer_id: string;
  case_id: string | null;
  token_hash: string;
  state: string;
  withheld_because: string | null;
  at: Date;
  opened_at: Date | null;
  answered_at: Date | null;
}

export interface Journeys {
  id: string;
  name: string;
  purpose: Generated<string>;
  version: Generated<number>;
  is_default: Generated<boolean>;
  created_at: Date;
}

export interface MailIds {
  rfc_message_id: string;
  case_id: string;
  message_id: string | null;
}

export interface MailSources {
  id: string;
  received_at: Date;
  door: string;
  sha256: string;
  size: number;
  envelope_from: string | null;
  envelope_to: Generated<string[]>;
  raw: Buffer;
  mailbox_id: string | null;
  rfc_message_id: string | null;
  class: string | null;
  state: Generated<string>;
  defects: Generated<string[]>;
  error: string | null;
  message_id: string | null;
  case_id: string | null;
  processed_at: Date | null;
}

export interface Mailboxes {
  id: string;
  name: string;
  address: string;
  from_name: Generated<string>;
  signature: Generated<string>;
  team_id: string | null;
  is_default: Generated<boolean>;
  created_at: Date;
}

export interface Messages {
  id: string;
  case_id: string;
  at: Date;
  kind: string;
  direction: string;
  channel: string;
  author_kind: string;
  author_customer_id: string | null;
  author_user_id: string | null;
  author_name: string;
  subject: string | null;
  text: string;
  html: string | null;
  quoted: string | null;
  mail_source_id: string | null;
  mail_class: string | null;
  emotion: string | null;
  defects: Generated<string[]>;
}

export interface Migrations {
  name: string;
  applied_at: Generated<Date>;
}

export interface MomentEvidence {
  id: string;
  moment_id: string;
  at: Date;
  kind: string;
  outcome: string;
  strength: number;
  event_id: number | null;
  quote: string | null;
  score: number | null;
}

export interface Moments {
  id: string;
  contact: string;
  at: Date;
  customer_id: string;
  touchpoint_id: string;
  case_id: string | null;
  channel: string;
  outcome: string;
  evidence: string;
  strength: number;
  quote: string | null;
  score: number | null;
  changed_at: Date;
}

export interface Observations {
  id: string;
  customer_id: string | null;
  touchpoint_id: string | null;
  words: string;
  feeling: string | null;
  heard_by: string | null;
  heard_at: Date;
}

export interface Organisations {
  id: string;
  name: string;
  domains: Generated<string[]>;
  parent_id: string | null;
  notes: Generated<string>;
  created_at: Date;
}

export interface Outbox {
  id: string;
  message_id: string | null;
  case_id: string | null;
  mailbox_id: string | null;
  customer_id: string | null;
  purpose: string;
  to_addresses: string[];
  cc_addresses: Generated<string[]>;
  subject: string;
  rfc_message_id: string;
  raw: Buffer;
  state: Generated<string>;
  attempts: Generated<number>;
  last_error: string | null;
  queued_at: Date;
  sent_at: Date | null;
  bounced_at: Date | null;
  bounce_status: string | null;
}

export interface Policies {
  id: string;
  name: string;
  version: Generated<number>;
  position: number;
  conditions: JsonDefault;
  calendar_id: string | null;
  first_response_minutes: number | null;
  next_response_minutes: number | null;
  resolution_minutes: number | null;
  pause_while_waiting: Generated<boolean>;
  active: Generated<boolean>;
  changed_at: Date;
}

export interface Positions {
  customer_id: string;
  destination_id: string;
  journey_id: string;
  reached_at: Date;
  case_id: string | null;
  accepted: boolean | null;
}

export interface Presence {
  case_id: string;
  user_id: string;
  typing: boolean;
  seen_at: Date;
}

export interface PromiseFacts {
  id: Generated<number>;
  promise_id: string;
  at: Date;
  fact: string;
  data: JsonDefault;
  actor_id: string | null;
}

export interface Promises {
  id: string;
  kind: string;
  clock: string | null;
  what: string;
  case_id: string | null;
  customer_id: string;
  policy_id: string | null;
  policy_version: number | null;
  calendar_id: string | null;
  calendar_version: number | null;
  keeper_id: string | null;
  made_by: string | null;
  made_at: Date;
  target_minutes: number | null;
  due_at: Date | null;
  first_due_at: Date | null;
  state: Generated<string>;
  paused: Generated<boolean>;
  at_risk: Generated<boolean>;
  next_at: Date | null;
  warned: Generated<number>;
  ended_at: Date | null;
  end_reason: string | null;
  recovery: string | null;
  visible: Generated<boolean>;
  customer_accepted_at: Date | null;
  message_id: string | null;
  spoken_words: string | null;
}

export interface Purchases {
  id: string;
  customer_id: string;
  at: Date;
  amount: number;
  currency: string;
  external_ref: string | null;
  description: Generated<string>;
}

export interface Recoveries {
  id: string;
  customer_id: string;
  case_id: string | null;
  source: string;
  source_id: string | null;
  severity: Generated<string>;
  owner_id: string | null;
  state: Generated<string>;
  opened_at: Date;
  contact_due_at: Date;
  close_due_at: Date;
  contacted_at: Date | null;
  loss: Generated<string>;
  cause: Generated<string>;
  remedy_offered: Generated<string>;
  remedy_accepted: boolean | null;
  asked_again_at: Date | null;
  ended_at: Date | null;
  verdict_words: string | null;
}

export interface SearchEntries {
  subject_kind: string;
  subject_id: string;
  case_id: string | null;
  team_id: string | null;
  title: string;
  body: string;
  at: Date;
  words: string;
}

export interface SendersSeen {
  address: string;
  minute: Date;
  count: number;
  auto_replied_at: Date | null;
}

export interface Sessions {
  id: string;
  user_id: string;
  token: string;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface Standards {
  id: string;
  name: string;
  description: Generated<string>;
  position: Generated<number>;
  retired_at: Date | null;
}

export interface SubscriptionFailures {
  subscription: string;
  event_id: number;
  error: string;
  attempts: Generated<number>;
  set_aside: Generated<boolean>;
  at: Generated<Date>;
}

export interface Subscriptions {
  name: string;
  xid: Generated<string>;
  event_id: Generated<number>;
  moved_at: Generated<Date>;
}

export interface Surveys {
  id: string;
  programme: string;
  name: string;
  questions: Json;
  quiet_days: Generated<number>;
  active: Generated<boolean>;
  created_at: Date;
}

export interface TeamMembers {
  team_id: string;
  user_id: string;
}

export interface Teams {
  id: string;
  name: string;
  private: Generated<boolean>;
  calendar_id: string | null;
  created_at: Date;
}

export interface Touchpoints {
  id: string;
  key: string | null;
  name: string;
  channel: string;
  purpose: Generated<string>;
  owner_id: string | null;
  party: Generated<string>;
  importance: Generated<number>;
  created_at: Date;
  last_improved_at: Date | null;
  retired_at: Date | null;
}

export interface TwoFactors {
  id: string;
  user_id: string;
  secret: string;
  backup_codes: string;
  verified: Generated<boolean>;
  failed_verification_count: Generated<number>;
  locked_until: Date | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface Users {
  id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  role: Generated<string>;
  language: Generated<string>;
  time_zone: Generated<string>;
  calendar_id: string | null;
  supervisor_id: string | null;
  active: Generated<boolean>;
  two_factor_enabled: Generated<boolean>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface Verifications {
  id: string;
  identifier: string;
  value: string;
  expires_at: Date;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface DB {
  accounts: Accounts;
  answers: Answers;
  api_keys: ApiKeys;
  articles: Articles;
  attachments: Attachments;
  brief_answers: BriefAnswers;
  calendar_versions: CalendarVersions;
  calendars: Calendars;
  case_articles: CaseArticles;
  case_tallies: CaseTallies;
  case_tally_deltas: CaseTallyDeltas;
  cases: Cases;
  charters: Charters;
  company: Company;
  customers: Customers;
  destinations: Destinations;
  drafts: Drafts;
  events: Events;
  files: Files;
  idempotency_keys: IdempotencyKeys;
  identities: Identities;
  invitations: Invitations;
  journeys: Journeys;
  mail_ids: MailIds;
  mail_sources: MailSources;
  mailboxes: Mailboxes;
  messages: Messages;
  migrations: Migrations;
  moment_evidence: MomentEvidence;
  moments: Moments;
  observations: Observations;
  organisations: Organisations;
  outbox: Outbox;
  policies: Policies;
  positions: Positions;
  presence: Presence;
  promise_facts: PromiseFacts;
  promises: Promises;
  purchases: Purchases;
  recoveries: Recoveries;
  search_entries: SearchEntries;
  senders_seen: SendersSeen;
  sessions: Sessions;
  standards: Standards;
  subscription_failures: SubscriptionFailures;
  subscriptions: Subscriptions;
  surveys: Surveys;
  team_members: TeamMembers;
  teams: Teams;
  touchpoints: Touchpoints;
  two_factors: TwoFactors;
  users: Users;
  verifications: Verifications;
}
