// Made from the migrated database by `bin/kept generate-tables`; never edited by hand.
import type { ColumnType, Generated } from 'kysely';

// Written as text (JSON.stringify), read as the value it is.
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = ColumnType<any, string, string>;
// oxlint-disable-next-line typescript/no-explicit-any
export type JsonDefault = ColumnType<any, string | undefined, string>;
// oxlint-disable-next-line typescript/no-explicit-any
export type JsonNullable = ColumnType<any, string | null | undefined, string | null>;

export interface AbsenceHandovers {
  absence_id: string;
  case_id: string | null;
  promise_id: string | null;
  to_id: string | null;
  at: Date;
  returned_at: Date | null;
}

export interface Absences {
  id: string;
  user_id: string;
  from_at: Date;
  until_at: Date | null;
  delegate_id: string | null;
  hand_over: Generated<boolean>;
  take_back: Generated<boolean>;
  note: Generated<string>;
  began_at: Date | null;
  ended_at: Date | null;
  made_by: string | null;
  made_at: Date;
}

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

export interface AnonymousAnswers {
  id: string;
  survey_id: string;
  version: number;
  day: string;
  way: string;
  answers: Json;
  complete: boolean;
  key_hash: string | null;
  mixed: Generated<boolean>;
  shown: Generated<boolean>;
  heard: Generated<boolean>;
  sealed: Buffer | null;
}

export interface AnswerDays {
  day: string;
  team_id: string | null;
  channel: string;
  answers: Generated<number>;
  rated: Generated<number>;
  satisfied: Generated<number>;
  promoters: Generated<number>;
  passives: Generated<number>;
  detractors: Generated<number>;
  ease_rated: Generated<number>;
  easy: Generated<number>;
  ease_sum: Generated<number>;
  worded: Generated<number>;
  our_word: Generated<number>;
  solved: Generated<number>;
  not_solved: Generated<number>;
}

export interface AnswerMarks {
  answer_id: string;
  day: string;
  team_id: string | null;
  channel: string;
  counts: Json;
  stem: string | null;
  ours: Generated<boolean>;
}

export interface Answers {
  id: string;
  invitation_id: string | null;
  survey_id: string;
  customer_id: string | null;
  case_id: string | null;
  recovery_id: string | null;
  at: Date;
  changed_at: Date;
  solved: boolean | null;
  rating: number | null;
  likely: number | null;
  easy: number | null;
  word: string | null;
  word_norm: string | null;
  why: string | null;
  served_by: string | null;
  complete: Generated<boolean>;
  bad: Generated<boolean>;
  changes: Generated<number>;
  version: Generated<number>;
  more: JsonDefault;
  sent: Generated<boolean>;
}

export interface AnticipationPeople {
  anticipation_id: string;
  customer_id: string;
  arm: string;
  because: string;
  at: Date;
  sent_at: Date | null;
  outbox_id: string | null;
  withheld: string | null;
}

export interface Anticipations {
  id: string;
  problem_id: string | null;
  title: string;
  rule: Json;
  state: Generated<string>;
  texts: JsonDefault;
  held_share: Generated<number>;
  seed: number;
  window_days: Generated<number>;
  quiet_days: Generated<number>;
  exposed: Generated<number>;
  notified: Generated<number>;
  held: Generated<number>;
  withheld: Generated<number>;
  created_by: string | null;
  created_at: Date;
  started_at: Date | null;
  ends_at: Date | null;
  stopped_at: Date | null;
  stopped_because: string | null;
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
  scopes: string[] | null;
  team_ids: string[] | null;
  expires_at: Date | null;
  allowed_ips: string[] | null;
}

export interface Approvals {
  id: string;
  kind_id: string;
  case_id: string;
  customer_id: string;
  size: number;
  currency: string;
  why: string;
  asked_by: string;
  role: string;
  asked_at: Date;
  state: string;
  word: string | null;
  decided_at: Date | null;
  decided_by: string | null;
  remind_at: Date | null;
  expires_at: Date;
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
  words: Generated<string>;
}

export interface AsksDue {
  case_id: string;
  customer_id: string;
  closed_at: Date;
  due_at: Date;
}

export interface AssistantDays {
  day: string;
  task: string;
  asked: Generated<number>;
  answered: Generated<number>;
  failed: Generated<number>;
  held_back: Generated<number>;
  told_at: Date | null;
}

export interface AssistantSettings {
  one: Generated<boolean>;
  is_on: Generated<boolean>;
  reads: Generated<string[]>;
  teams_off: Generated<string[]>;
  switched_at: Date | null;
  host: string | null;
}

export interface AssistantStanding {
  one: Generated<boolean>;
  points: Generated<number>;
  rests: Generated<number>;
  resting_until: Date | null;
  trouble: string | null;
  trouble_at: Date | null;
  answered_at: Date | null;
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

export interface Authorities {
  id: string;
  kind_id: string;
  role: string;
  most: number | null;
  span: string;
  currency: string;
  changed_at: Date;
  changed_by: string | null;
}

export interface AuthorityDeclines {
  kind_id: string;
  role: string;
  at: Date;
}

export interface Behaviours {
  id: string;
  key: string | null;
  kind: string;
  title: string;
  trigger: Generated<string>;
  action: Generated<string>;
  example: Generated<string>;
  anti_example: Generated<string>;
  standard_id: string | null;
  made_by: string | null;
  made_at: Date;
  retired_at: Date | null;
}

export interface BellCheers {
  bell_id: string;
  user_id: string;
  at: Date;
}

export interface BellComments {
  id: string;
  bell_id: string;
  user_id: string;
  words: string;
  at: Date;
}

export interface Bells {
  id: string;
  win_id: string;
  rung_by: string;
  words: string;
  level: string;
  team_ids: Generated<string[]>;
  customer_first_name: string | null;
  quote: string | null;
  at: Date;
}

export interface BlockedSenders {
  id: string;
  address: string;
  blocked_at: Date;
  blocked_by: string | null;
}

export interface Breakers {
  address: string;
  reason: string;
  since: Date;
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
  source: string | null;
  source_id: string | null;
}

export interface BulkRunCases {
  run_id: string;
  place: number;
  case_id: string;
  state: Generated<string>;
  before: JsonNullable;
  code: string | null;
  detail: string | null;
}

export interface BulkRuns {
  id: string;
  user_id: string;
  deed: Json;
  state: string;
  total: number;
  done: Generated<number>;
  refused: Generated<number>;
  created_at: Date;
  ended_at: Date | null;
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

export interface CaseDays {
  day: string;
  team_id: string | null;
  channel: string;
  opened: Generated<number>;
  closed: Generated<number>;
  reopened: Generated<number>;
  confirmed: Generated<number>;
  silent: Generated<number>;
  refuted: Generated<number>;
}

export interface CaseDurations {
  opened_day: string;
  team_id: string | null;
  channel: string;
  step: number;
  n: Generated<number>;
}

export interface CaseEffort {
  case_id: string;
  root_id: string;
  contacts: Generated<number>;
  hand_offs: Generated<number>;
  repeats: Generated<number>;
  channel_switches: Generated<number>;
  last_channel: string | null;
  closed_at: Date | null;
  touchpoint_id: string | null;
}

export interface CaseFollowers {
  case_id: string;
  user_id: string;
  since: Date;
}

export interface CaseForms {
  id: string;
  slug: string;
  kind: string;
  audience: string;
  state: string;
  language: string;
  texts: Json;
  questions: JsonDefault;
  asks: Json;
  team_id: string | null;
  tags: Generated<string[]>;
  priority: Generated<string>;
  catalogue: Generated<boolean>;
  expected_days: number | null;
  steps: JsonDefault;
  position: number;
  created_at: Date;
  changed_at: Date;
  changed_by: string | null;
}

export interface CaseLinks {
  case_id: string;
  other_id: string;
  relation: string;
  at: Date;
  by_user: string | null;
}

export interface CaseMarks {
  case_id: string;
  opened_at: Date;
  opened_day: string;
  team_id: string | null;
  channel: string;
  assigned: boolean;
  step: Generated<number>;
  merged: Generated<boolean>;
  verdict: string | null;
  verdict_day: string | null;
  verdict_team_id: string | null;
}

export interface CaseMeetingGuests {
  meeting_id: string;
  email: string;
  name: string;
  party_id: string | null;
  answer: Generated<string>;
  answered_at: Date | null;
}

export interface CaseMeetings {
  id: string;
  case_id: string;
  message_id: string;
  uid: string;
  sequence: Generated<number>;
  title: string;
  place: Generated<string>;
  starts_at: Date;
  ends_at: Date;
  created_at: Date;
  created_by: string | null;
  cancelled_at: Date | null;
}

export interface CaseMerges {
  id: string;
  case_id: string;
  into_id: string;
  merged_at: Date;
  merged_by: string | null;
  source_before: Json;
  target_before: Json;
  target_after: Json;
  undone_at: Date | null;
  undone_by: string | null;
}

export interface CaseParties {
  id: string;
  case_id: string;
  place: number;
  role: string;
  name: string;
  email: string | null;
  customer_id: string | null;
  user_id: string | null;
  team_id: string | null;
  language: string | null;
  topic: Generated<string>;
  sees_since: Date | null;
  through_case_id: string | null;
  task: string | null;
  due_at: Date | null;
  task_done_at: Date | null;
  added_at: Date;
  added_by: string | null;
  removed_at: Date | null;
}

export interface CaseStandings {
  case_id: string;
  customer_id: string;
  kind: string;
  priority: string;
  channel: string;
  team_id: string | null;
  assignee_id: string | null;
  tags: Generated<string[]>;
  state: string;
  awaiting_since: Date | null;
  replied: Generated<boolean>;
  merged_into: string | null;
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

export interface CaseTasks {
  id: string;
  case_id: string;
  what: string;
  assignee_id: string | null;
  due_at: Date | null;
  created_at: Date;
  created_by: string | null;
  done_at: Date | null;
  done_by: string | null;
  promise_id: string | null;
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
  waiting_since: Date | null;
  reply_address: string | null;
  last_customer_at: Date | null;
  last_staff_at: Date | null;
  first_replied_at: Date | null;
  closed_at: Date | null;
  closed_by: string | null;
  verdict: string | null;
  verdict_at: Date | null;
  value_created: string | null;
  reopened: Generated<number>;
  acknowledge_at: Date | null;
  merged_into: string | null;
  impact: string | null;
  urgency: string | null;
  anonymised_at: Date | null;
  fields: JsonDefault;
  only_his: Generated<boolean>;
  estimate_half_at: Date | null;
  estimate_likely_at: Date | null;
  estimate_resolved: number | null;
  visitor_due_at: Date | null;
  emotion_said_at: Date | null;
}

export interface CatchUps {
  name: string;
  until_at: Date;
  began_at: Date;
  ended_at: Date | null;
  count: Generated<number>;
}

export interface CharterProposals {
  id: string;
  word: string;
  meaning: Generated<string>;
  proofs: Generated<string[]>;
  motto: Generated<string>;
  synonyms: Generated<string[]>;
  why_changed: Generated<string>;
  review_on: string | null;
  state: Generated<string>;
  agreed_by: Generated<string[]>;
  proposed_by: string | null;
  proposed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
}

export interface Charters {
  id: string;
  version: number;
  word: string;
  meaning: Generated<string>;
  proofs: Generated<string[]>;
  motto: Generated<string>;
  synonyms: Generated<string[]>;
  why_changed: Generated<string>;
  agreed_by: Generated<string[]>;
  made_by: string | null;
  made_at: Date;
  review_on: string | null;
}

export interface ChatBans {
  address_sha256: string;
  until: Date;
  by: string | null;
  at: Date;
}

export interface ChatCodes {
  visitor_id: string;
  email: string;
  code_sha256: string;
  tries: Generated<number>;
  expires_at: Date;
}

export interface ChatLimits {
  what: string;
  slot: Date;
  n: number;
}

export interface ChatMessages {
  visitor_id: string;
  client_id: string;
  message_id: string | null;
  case_id: string | null;
  at: Date;
}

export interface ChatStreams {
  id: string;
  visitor_id: string;
  seen_at: Date;
}

export interface ChatUploads {
  attachment_id: string;
  visitor_id: string;
}

export interface ChatVisitors {
  id: string;
  widget_id: string;
  token_sha256: string;
  customer_id: string | null;
  verified_by: string | null;
  verified_at: Date | null;
  name: string | null;
  email: string | null;
  language: string | null;
  banned_at: Date | null;
  banned_by: string | null;
  created_at: Date;
  seen_at: Date;
}

export interface Chats {
  case_id: string;
  visitor_id: string;
  widget_id: string;
  started_at: Date;
  within_hours: boolean;
  page: string | null;
  first_answered_at: Date | null;
  overdue_at: Date | null;
  read_at: Date | null;
  typing_at: Date | null;
  ended_at: Date | null;
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

export interface Contacts {
  contact: string;
  customer_id: string;
  case_id: string | null;
  channel: string;
  touchpoint_id: string;
}

export interface CustomerDuplicates {
  one_id: string;
  other_id: string;
  score: number;
  reasons: string[];
  found_at: Date;
  dismissed_at: Date | null;
  dismissed_by: string | null;
}

export interface CustomerMerges {
  id: string;
  into_id: string;
  from_id: string;
  because: string;
  carried: Generated<string[]>;
  changed: JsonDefault;
  by_id: string | null;
  at: Date;
  undone_at: Date | null;
  undone_by: string | null;
}

export interface CustomerNotes {
  id: string;
  customer_id: string;
  words: string;
  by_id: string | null;
  at: Date;
  changed_at: Date | null;
}

export interface CustomerSegments {
  id: string;
  name: string;
  filter: Json;
  shared: Generated<boolean>;
  owner_id: string;
  created_at: Date;
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
  tags: Generated<string[]>;
  preferred_channel: string | null;
  do_not_survey: Generated<boolean>;
  portal_role: Generated<string>;
  fields: JsonDefault;
  fields_words: Generated<string>;
  legal_hold: string | null;
  erased_at: Date | null;
  compared_at: Date | null;
  no_assistant: Generated<boolean>;
}

export interface DecisionDeciders {
  decision_id: string;
  user_id: string;
  opinion: Generated<string>;
  at: Date | null;
}

export interface Decisions {
  id: string;
  number: Generated<number>;
  question: string;
  state: Generated<string>;
  rests_on_title: string | null;
  rests_on_link: string | null;
  touchpoint_id: string | null;
  problem_id: string | null;
  improvement_id: string | null;
  options: JsonDefault;
  chosen: number | null;
  metric: string | null;
  expected_effect: number | null;
  seat_answer: Generated<string>;
  seat: JsonNullable;
  drafted_at: Date;
  drafted_by: string | null;
  decided_at: Date | null;
  decided_by: string | null;
  review_on: string | null;
  score: JsonNullable;
  outcome: string | null;
}

export interface DeskSettings {
  one: Generated<boolean>;
  simple: Generated<string>;
  impact_urgency: Generated<boolean>;
  matrix: JsonNullable;
  changed_at: Date;
  late_reply_days: Generated<number | null>;
}

export interface DestinationTallies {
  destination_id: string;
  reached: Generated<number>;
  waiting: Generated<number>;
  accepted: Generated<number>;
  declined: Generated<number>;
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
  reached_when: JsonDefault;
  acceptance_question: Generated<string>;
  retired_at: Date | null;
  stage: Generated<string>;
  feeling_word: Generated<string>;
  feeling_level: number | null;
  next_ids: string[] | null;
  sub_journey_id: string | null;
  customer_tasks: Generated<string[]>;
  ends: Generated<boolean>;
}

export interface Drafts {
  case_id: string;
  user_id: string;
  html: string;
  kind: Generated<string>;
  revision: number;
  saved_at: Date;
  audience: Generated<string>;
  cc: Generated<string>;
  attachment_ids: Generated<string[]>;
}

export interface DurationTotals {
  opened_day: string;
  step: number;
  n: Generated<number>;
}

export interface Erasures {
  id: string;
  customer_id: string | null;
  because: string;
  state: Generated<string>;
  step: string | null;
  steps_done: Generated<number>;
  steps: Generated<number>;
  counts: JsonDefault;
  error: string | null;
  requested_by: string | null;
  requested_at: Date;
  finished_at: Date | null;
}

export interface EscalationAlerts {
  id: string;
  escalation_id: string;
  step: number;
  user_id: string;
  on_call: Generated<boolean>;
  due_at: Date;
  told_at: Date | null;
  how: Generated<string[]>;
  acknowledged_at: Date | null;
}

export interface EscalationFacts {
  id: Generated<number>;
  escalation_id: string;
  at: Date;
  fact: string;
  data: JsonDefault;
  actor_id: string | null;
}

export interface EscalationMissed {
  promise_id: string;
  at: Date;
}

export interface EscalationProtocols {
  id: string;
  name: string;
  position: number;
  active: Generated<boolean>;
  version: Generated<number>;
  definition: Json;
  changed_at: Date;
  changed_by: string | null;
  archived_at: Date | null;
}

export interface EscalationTasks {
  id: string;
  escalation_id: string | null;
  case_id: string | null;
  promise_id: string | null;
  action: string;
  keeper_id: string | null;
  stands_for: Generated<number>;
  made_at: Date;
  due_at: Date;
  next_at: Date | null;
  done_at: Date | null;
  done_by: string | null;
  word: string | null;
}

export interface EscalationWatches {
  promise_id: string;
  protocol_id: string;
  place: number;
  at: Date;
}

export interface Escalations {
  id: string;
  protocol_id: string;
  protocol_version: number;
  name: string;
  definition: Json;
  case_id: string | null;
  promise_id: string | null;
  task_id: string | null;
  drill: Generated<boolean>;
  because: Json;
  state: Generated<string>;
  step: Generated<number>;
  next_at: Date | null;
  started_at: Date;
  started_by: string | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  handed_to: string | null;
  note: Generated<string>;
  ended_at: Date | null;
  end_reason: string | null;
  once: string | null;
}

export interface EstimateCases {
  case_id: string;
  kind: string;
  priority: string;
  team_id: string | null;
  load: Generated<number>;
  opened_at: Date;
  closed_at: Date | null;
  minutes: number | null;
  calendar_id: string | null;
  calendar_version: number | null;
  merged: Generated<boolean>;
  look_at: Date | null;
  unknown: string | null;
  unknown_n: number | null;
}

export interface EstimateCurves {
  key: string;
  n: number;
  resolved: number;
  busy_over: number | null;
  points: Json;
  fitted_at: Date;
}

export interface EstimateDays {
  day: string;
  kind: string;
  team_id: string | null;
  first: boolean;
  quotes: Generated<number>;
  met: Generated<number>;
  within: number[];
}

export interface EstimateLoads {
  team_id: string | null;
  open: Generated<number>;
}

export interface EstimateQuotes {
  id: string;
  case_id: string;
  promise_id: string | null;
  quoted_at: Date;
  because: string;
  kind: string;
  team_id: string | null;
  levels: Date[];
  half_at: Date;
  likely_at: Date;
  half_minutes: number;
  likely_minutes: number;
  basis: string;
  n: number;
  resolved: number;
  superseded_at: Date | null;
  told_at: Date | null;
  void_at: Date | null;
  met: boolean | null;
  counted_at: Date | null;
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

export interface Expectations {
  customer_id: string;
  aspect: string;
  said_by: string;
  value: string;
  by_user: string | null;
  at: Date;
}

export interface Exports {
  id: string;
  state: string;
  total: Generated<number>;
  done: Generated<number>;
  what: Generated<string>;
  sha256: string | null;
  size: number | null;
  error: string | null;
  lease: string | null;
  leased_until: Date | null;
  created_by: string | null;
  created_at: Date;
  ended_at: Date | null;
  expires_at: Date | null;
  fetched: Generated<number>;
}

export interface Felt {
  message_id: string;
  case_id: string;
  feeling: string;
  strength: number;
  quote_from: number;
  quote_to: number;
  about_from: number | null;
  about_to: number | null;
  language: string;
  read_by: Generated<string>;
  at: Date;
}

export interface FieldDefinitions {
  id: string;
  applies_to: string;
  key: string;
  name: string;
  kind: string;
  choices: Generated<string[]>;
  help: Generated<string>;
  required: Generated<boolean>;
  searchable: Generated<boolean>;
  position: number;
  created_at: Date;
  retired_at: Date | null;
  kinds: Generated<string[]>;
  show_when: JsonNullable;
  required_at: Generated<string>;
}

export interface Files {
  sha256: string;
  size: number;
  created_at: Generated<Date>;
}

export interface FormVisits {
  id: string;
  form_id: string;
  at: Date;
  article_id: string | null;
  read_at: Date | null;
  sent_at: Date | null;
  case_id: string | null;
}

export interface GestureKinds {
  id: string;
  seed: string | null;
  name: string;
  unit: string;
  position: Generated<number>;
  retired_at: Date | null;
}

export interface Gestures {
  id: string;
  kind_id: string;
  case_id: string;
  customer_id: string;
  moment_id: string | null;
  size: number;
  currency: string;
  cost: number | null;
  why: string;
  given_by: string | null;
  approval_id: string | null;
  at: Date;
  undone_at: Date | null;
  undone_by: string | null;
}

export interface HandChoices {
  user_id: string;
  undo_seconds: number;
}

export interface HandOvers {
  id: string;
  root_id: string;
  parent_id: string | null;
  depth: number;
  behaviour_id: string;
  from_user_id: string;
  from_pick_id: string | null;
  to_user_id: string;
  note: Generated<string>;
  for_day: string;
  state: Generated<string>;
  pick_id: string | null;
  passed_at: Date;
  answered_at: Date | null;
}

export interface HeardCustomers {
  customer_id: string;
  at: Date;
  way: string;
}

export interface HeardFigures {
  days: number;
  customers: number;
  counted_at: Date;
}

export interface HeardProgress {
  source: string;
  at: Date;
}

export interface HeardWords {
  id: string;
  source: string;
  source_id: string;
  detail: Generated<string>;
  customer_id: string | null;
  case_id: string | null;
  message_id: string | null;
  words: string;
  feeling: string | null;
  at: Date;
  in_need: Generated<boolean>;
  in_theme: Generated<boolean>;
}

export interface HeardWordsAside {
  source: string;
  source_id: string;
  customer_id: string | null;
  was: Json;
  at: Date;
}

export interface HuddleActions {
  id: string;
  huddle_id: string;
  what: string;
  owner_id: string;
  due_on: string;
  made_at: Date;
  done_at: Date | null;
}

export interface HuddleAttendance {
  huddle_id: string;
  user_id: string;
  at: Date;
}

export interface HuddleNotes {
  id: string;
  huddle_id: string;
  card: string | null;
  words: string;
  by_user_id: string;
  at: Date;
}

export interface HuddleTimes {
  team_id: string | null;
  time: string;
}

export interface Huddles {
  id: string;
  team_id: string | null;
  day: string;
  started_by: string;
  started_at: Date;
  finished_at: Date | null;
  card: Generated<number>;
  agenda: Json;
  behaviour_ids: Generated<string[]>;
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
  verified_at: Date | null;
}

export interface ImportFiles {
  import_id: string;
  file: number;
  part: number;
  name: string;
  sha256: string;
  size: number;
}

export interface ImportItems {
  import_id: string;
  kind: string;
  external_id: string;
  parent_id: string | null;
  place: Generated<number>;
  data: Json;
}

export interface ImportRows {
  import_id: string;
  place: Generated<number>;
  kind: string;
  external_id: string;
  outcome: string;
  reason: Generated<string>;
  own_id: string | null;
}

export interface ImportedRecords {
  origin: string;
  kind: string;
  external_id: string;
  own_id: string;
  taken: JsonDefault;
  import_id: string;
}

export interface Imports {
  id: string;
  source: string;
  origin: string;
  state: string;
  url: string | null;
  sealed_token: string | null;
  columns: JsonNullable;
  mapping: JsonNullable;
  preview: JsonNullable;
  read_to: JsonDefault;
  ran_to: JsonDefault;
  total: Generated<number>;
  done: Generated<number>;
  created: Generated<number>;
  updated: Generated<number>;
  unchanged: Generated<number>;
  skipped: Generated<number>;
  error: string | null;
  lease: string | null;
  leased_until: Date | null;
  worked_ms: Generated<number>;
  created_by: string | null;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  fetch_files: Generated<boolean>;
}

export interface Improvements {
  id: string;
  number: Generated<number>;
  title: string;
  description: Generated<string>;
  state: Generated<string>;
  problem_id: string | null;
  owner_id: string | null;
  budget: number | null;
  spent: Generated<number>;
  hypothesis: string;
  metric: string;
  touchpoint_id: string | null;
  channel: string | null;
  expected_effect: number;
  weeks: number;
  prompted_on: string | null;
  untouched_id: string | null;
  fixed_at: Date;
  fixed_on: string;
  fixed_by: string | null;
  power: Json;
  moments_per_year: number | null;
  value_at_stake: number | null;
  expected_value: number | null;
  worth: Generated<number>;
  started_on: string | null;
  verdict: string | null;
  report: JsonNullable;
  judged_at: Date | null;
  closed_at: Date | null;
  closing_words: Generated<string>;
  registered_at: Date;
  registered_by: string | null;
}

export interface Invitations {
  id: string;
  survey_id: string;
  customer_id: string;
  case_id: string | null;
  recovery_id: string | null;
  closed_at: Date | null;
  language: Generated<string>;
  token_hash: string | null;
  outbox_id: string | null;
  state: string;
  withheld_because: string | null;
  withheld_reason: string | null;
  withheld_until: Date | null;
  at: Date;
  expires_at: Date | null;
  silent_at: Date | null;
  answered_at: Date | null;
  way: Generated<string>;
  wave_id: string | null;
  destination_id: string | null;
  opened: Generated<boolean>;
  passage: Generated<number>;
}

export interface JourneyDrafts {
  journey_id: string;
  name: string;
  purpose: Generated<string>;
  design: Json;
  based_on: number;
  revision: Generated<number>;
  changed_by: string | null;
  changed_at: Date;
}

export interface JourneyVersions {
  journey_id: string;
  version: number;
  definition: Json;
  made_by: string | null;
  made_at: Date;
}

export interface Journeys {
  id: string;
  name: string;
  purpose: Generated<string>;
  version: Generated<number>;
  is_default: Generated<boolean>;
  travellers: Generated<number>;
  created_at: Date;
}

export interface Kudos {
  id: string;
  from_user_id: string;
  to_user_id: string;
  standard_id: string;
  words: string;
  win_id: string | null;
  at: Date;
}

export interface LaterReplies {
  id: string;
  case_id: string;
  user_id: string;
  kind: string;
  input: Json;
  send_at: Date;
  state: Generated<string>;
  reason: string | null;
  message_id: string | null;
  created_at: Date;
  ended_at: Date | null;
}

export interface Macros {
  id: string;
  name: string;
  shortcut: string | null;
  scope: string;
  owner_id: string | null;
  team_id: string | null;
  html: Generated<string>;
  text_use: Generated<string>;
  actions: JsonDefault;
  conditions: JsonDefault;
  used: Generated<number>;
  last_used_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export interface MailFacts {
  message_id: string;
  source_id: string;
  authentication: JsonNullable;
  security: string | null;
  invitation: JsonNullable;
  forwarded_by: string | null;
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

export interface MailboxConnections {
  mailbox_id: string;
  revision: Generated<number>;
  enabled: Generated<boolean>;
  imap_host: string | null;
  imap_port: number | null;
  imap_security: string | null;
  imap_user: string | null;
  folders: Generated<string[]>;
  start_with: Generated<string>;
  start_at: Date;
  after_fetch: Generated<string>;
  move_to: string | null;
  sign_in: Generated<string>;
  imap_password: Buffer | null;
  oauth: JsonNullable;
  oauth_client_secret: Buffer | null;
  oauth_refresh_token: Buffer | null;
  oauth_access_token: Buffer | null;
  oauth_expires_at: Date | null;
  smtp_host: string | null;
  smtp_port: number | null;
  smtp_security: string | null;
  smtp_user: string | null;
  smtp_password: Buffer | null;
  trusted_server: string | null;
  state: Generated<string>;
  failures: Generated<number>;
  problem: string | null;
  problem_words: string | null;
  problem_since: Date | null;
  next_try_at: Date | null;
  connected_at: Date | null;
  fetched_at: Date | null;
  changed_at: Date;
}

export interface MailboxFolders {
  mailbox_id: string;
  folder: string;
  uid_validity: number;
  last_uid: number;
  acted_uid: number;
  known_below: Generated<number>;
  stuck: Generated<number[]>;
  fetched: Generated<number>;
}

export interface MailboxTests {
  id: string;
  mailbox_id: string;
  started_at: Date;
  ended_at: Date | null;
  outbox_id: string | null;
  steps: Json;
}

export interface Mailboxes {
  id: string;
  name: string;
  address: string;
  from_name: Generated<string>;
  signature: Generated<string>;
  team_id: string | null;
  is_default: Generated<boolean>;
  acknowledges: Generated<boolean>;
  last_sent_at: Date | null;
  simulated: Generated<boolean>;
  created_at: Date;
}

export interface MeasuredTo {
  one: Generated<boolean>;
  at: Date;
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
  mentions: Generated<string[]>;
  defects: Generated<string[]>;
  audience: Generated<string>;
  party_ids: Generated<string[]>;
  author_party_id: string | null;
}

export interface Migrations {
  name: string;
  applied_at: Generated<Date>;
}

export interface MomentAnnouncements {
  moment_id: string;
  outcome: string;
  touchpoint_id: string;
  xid: string;
  event_id: number;
  gone: Generated<boolean>;
}

export interface MomentDays {
  day: string;
  touchpoint_id: string;
  channel: string;
  team_id: string | null;
  won: Generated<number>;
  neutral: Generated<number>;
  lost: Generated<number>;
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

export interface MomentMarks {
  moment_id: string;
  day: string;
  touchpoint_id: string;
  channel: string;
  team_id: string | null;
  outcome: string;
}

export interface MomentTotals {
  day: string;
  touchpoint_id: string;
  won: Generated<number>;
  neutral: Generated<number>;
  lost: Generated<number>;
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

export interface MovedPositions {
  from_id: string;
  into_id: string;
  destination_id: string;
  journey_id: string;
  reached_at: Date;
  case_id: string | null;
  accepted: boolean | null;
  gave: boolean;
  accepted_at: Date | null;
  passage: Generated<number>;
  into_passage: Generated<number>;
  marked_by: string | null;
}

export interface NeedFigures {
  need_id: string;
  words: number;
  customers: number;
  good: number;
  judged: number;
  counted_at: Date;
}

export interface NeedOffers {
  need_id: string;
  kind: string;
  form_id: string | null;
  article_id: string | null;
  at: Date;
}

export interface NeedWords {
  words_id: string;
  need_id: string;
  came_from: string | null;
  by_user: string | null;
  at: Date;
}

export interface Needs {
  id: string;
  statement: string;
  note: Generated<string>;
  stated_importance: number | null;
  merged_into: string | null;
  retired_at: Date | null;
  made_by: string | null;
  made_at: Date;
  changed_at: Date;
}

export interface NewCaseDrafts {
  user_id: string;
  words: Json;
  saved_at: Date;
  attachment_ids: Generated<string[]>;
}

export interface NotificationChoices {
  user_id: string;
  mail: string[];
  quiet_from: string;
  quiet_to: string;
}

export interface Notifications {
  id: string;
  user_id: string;
  kind: string;
  subject: string;
  text: Generated<string>;
  link: string | null;
  case_id: string | null;
  once: string | null;
  at: Date;
  read_at: Date | null;
  mailed_at: Date | null;
}

export interface Observations {
  id: string;
  customer_id: string | null;
  touchpoint_id: string | null;
  words: string;
  feeling: string | null;
  heard_by: string | null;
  heard_at: Date;
  changed_at: Date | null;
  changed_by: string | null;
}

export interface OnCallOverrides {
  id: string;
  rota_id: string;
  user_id: string;
  from_at: Date;
  until_at: Date;
  note: Generated<string>;
  made_by: string | null;
  made_at: Date;
}

export interface OnCallRotas {
  id: string;
  name: string;
  zone: string;
  starts_on: string;
  changes_at: string;
  turn_days: Generated<number>;
  people: Generated<string[]>;
  changed_at: Date;
  archived_at: Date | null;
}

export interface OptionSheets {
  id: string;
  case_id: string;
  customer_id: string;
  state: string;
  content: Json;
  language: string;
  revision: Generated<number>;
  created_at: Date;
  created_by: string | null;
  sent_at: Date | null;
  message_id: string | null;
  expires_at: Date | null;
  seen_at: Date | null;
  chosen: string | null;
  chosen_at: Date | null;
  unclear: string | null;
  changed_mind: Generated<number>;
  promise_id: string | null;
  ended_at: Date | null;
  ended_by: string | null;
}

export interface OptionTemplates {
  id: string;
  seed: string | null;
  name: string;
  content: Json;
  retired_at: Date | null;
  changed_at: Date;
  changed_by: string | null;
}

export interface OrganisationDomains {
  domain: string;
  organisation_id: string;
}

export interface Organisations {
  id: string;
  name: string;
  parent_id: string | null;
  notes: Generated<string>;
  created_at: Date;
  fields: JsonDefault;
}

export interface Outbox {
  id: string;
  message_id: string | null;
  case_id: string | null;
  mailbox_id: string | null;
  customer_id: string | null;
  envelope_from: Generated<string>;
  purpose: string;
  to_addresses: string[];
  cc_addresses: Generated<string[]>;
  remaining_addresses: string[] | null;
  subject: string;
  rfc_message_id: string;
  raw: Buffer;
  state: Generated<string>;
  attempts: Generated<number>;
  last_error: string | null;
  queued_at: Date;
  next_attempt_at: Date | null;
  sent_at: Date | null;
  bounced_at: Date | null;
  bounce_status: string | null;
  party_id: string | null;
}

export interface OwnClockRuns {
  promise_id: string;
  clock_id: string;
  case_id: string;
}

export interface OwnClocks {
  id: string;
  name: string;
  conditions: JsonDefault;
  calendar_id: string | null;
  minutes: number;
  starts: Json;
  stops: Json;
  pause_in: Generated<string[]>;
  visible: Generated<boolean>;
  active: Generated<boolean>;
  changed_at: Date;
  archived_at: Date | null;
}

export interface PersonRouting {
  user_id: string;
  skills: Generated<string[]>;
  most_load: number | null;
  takes_cases: Generated<boolean>;
  changed_at: Date;
}

export interface PhoneCalls {
  id: string;
  state: string;
  input: Json;
  logged_by: string | null;
  at: Date;
  due_at: Date;
  seconds: number | null;
  case_id: string | null;
  error: string | null;
}

export interface Picks {
  id: string;
  user_id: string;
  day: string;
  kind: string;
  place: number;
  behaviour_id: string;
  state: Generated<string>;
  done_at: Date | null;
  evidence: Generated<string>;
  evidence_case_id: string | null;
  picked_at: Date;
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
  pause_response_in: Generated<string[]>;
  pause_resolution_in: Generated<string[]>;
  recompute_running: Generated<boolean>;
  active: Generated<boolean>;
  changed_at: Date;
  archived_at: Date | null;
}

export interface PolicyVersions {
  policy_id: string;
  version: number;
  terms: Json;
  at: Date;
  by_id: string | null;
}

export interface PositionMarks {
  marked_by: string;
  destination_id: string;
  customer_id: string;
  journey_id: string;
  reached_at: Date;
  case_id: string | null;
  gone: Generated<boolean>;
}

export interface PositionReplay {
  only_one: Generated<boolean>;
  xid: string;
  event_id: number;
  told_event_id: number;
}

export interface Positions {
  customer_id: string;
  destination_id: string;
  journey_id: string;
  reached_at: Date;
  case_id: string | null;
  accepted: boolean | null;
  passage: Generated<number>;
  accepted_at: Date | null;
  marked_by: string | null;
}

export interface Presence {
  case_id: string;
  user_id: string;
  typing: boolean;
  seen_at: Date;
}

export interface ProblemCases {
  problem_id: string;
  case_id: string;
  linked_by: string | null;
  linked_at: Date;
}

export interface Problems {
  id: string;
  number: Generated<number>;
  title: string;
  description: Generated<string>;
  state: Generated<string>;
  whys: Generated<string[]>;
  cause: Generated<string>;
  workaround: Generated<string>;
  solution: Generated<string>;
  touchpoint_id: string | null;
  since: string | null;
  until: string | null;
  owner_id: string | null;
  affected_customers: Generated<number>;
  affected_moments: Generated<number>;
  affected_cases: Generated<number>;
  value: number | null;
  counted_at: Date;
  opened_at: Date;
  opened_by: string | null;
  solved_at: Date | null;
}

export interface ProcedureIdeas {
  id: string;
  procedure_id: string;
  version: number;
  run_id: string | null;
  case_id: string | null;
  step_key: string | null;
  text: string;
  said_by: string | null;
  said_at: Date;
  state: Generated<string>;
  answer: string | null;
  problem_id: string | null;
  answered_at: Date | null;
  answered_by: string | null;
}

export interface ProcedureMarks {
  run_id: string;
  step_key: string;
  state: string;
  choice: string | null;
  reason: string | null;
  at: Date;
  by_user: string | null;
}

export interface ProcedureRuns {
  id: string;
  procedure_id: string;
  version: number;
  case_id: string;
  state: string;
  started_at: Date;
  started_by: string | null;
  ended_at: Date | null;
  ended_by: string | null;
  reason: string | null;
}

export interface ProcedureVersions {
  procedure_id: string;
  version: number;
  content: Json;
  why: Generated<string>;
  published_at: Date;
  published_by: string | null;
}

export interface Procedures {
  id: string;
  seed: string | null;
  name: string;
  owner_id: string | null;
  review_on: string | null;
  draft: JsonNullable;
  version: Generated<number>;
  kinds: Generated<string[]>;
  tags: Generated<string[]>;
  words: Generated<string[]>;
  retired_at: Date | null;
  revision: Generated<number>;
  created_at: Date;
  changed_at: Date;
  changed_by: string | null;
}

export interface PromiseDays {
  day: string;
  kind: string;
  clock: string;
  team_id: string | null;
  channel: string;
  made: Generated<number>;
  kept: Generated<number>;
  broken: Generated<number>;
  broken_silently: Generated<number>;
  renegotiated: Generated<number>;
}

export interface PromiseFacts {
  id: Generated<number>;
  promise_id: string;
  at: Date;
  fact: string;
  data: JsonDefault;
  actor_id: string | null;
}

export interface PromiseMarks {
  promise_id: string;
  state: string;
  ended_day: string | null;
  kind: string;
  clock: string;
  team_id: string | null;
  channel: string;
  silent: Generated<boolean>;
  at_risk: Generated<boolean>;
}

export interface PromiseRiskModels {
  id: string;
  fitted_at: Date;
  n: number;
  broken: number;
  in_use: boolean;
  because: string | null;
  model: Json;
  brier: number;
  brier_base: number;
  reliability: Json;
}

export interface PromiseRisks {
  promise_id: string;
  probability: number;
  reasons: Json;
  at: Date;
  again_at: Date;
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
  pause_in: Generated<string[]>;
  keeper_id: string | null;
  made_by: string | null;
  made_at: Date;
  target_minutes: number | null;
  due_at: Date | null;
  first_due_at: Date | null;
  state: Generated<string>;
  paused: Generated<boolean>;
  remaining_ms: number | null;
  at_risk: Generated<boolean>;
  next_at: Date | null;
  warned: Generated<number>;
  ended_at: Date | null;
  end_reason: string | null;
  break_reason: string | null;
  broke_in_silence: Generated<boolean>;
  apology: string | null;
  recovery: string | null;
  told: string | null;
  visible: Generated<boolean>;
  customer_accepted_at: Date | null;
  message_id: string | null;
  spoken_words: string | null;
  asked_to_move_at: Date | null;
  asked_to_move: string | null;
  party_id: string | null;
  party_side: string | null;
  party_task: Generated<boolean>;
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

export interface RadarFinds {
  id: string;
  customer_id: string;
  team_id: string | null;
  found_on: string;
  found_at: Date;
  score: number;
  reasons: Json;
  value: number | null;
  touch: string;
  case_id: string | null;
  arm: string;
  state: Generated<string>;
  taken_by: string | null;
  taken_at: Date | null;
  promise_id: string | null;
  outcome_at: Date | null;
  outcome_words: string | null;
  window_ends_at: Date;
  judged_at: Date | null;
  returned: boolean | null;
  bought: boolean | null;
  glad: boolean | null;
  upset: boolean | null;
  task_words: string | null;
  touch_due_at: Date | null;
}

export interface RadarSettings {
  one: Generated<boolean>;
  active: Generated<boolean>;
  daily: Generated<number>;
  held_out: Generated<number>;
  seed: Generated<number>;
  useful_effect: Generated<number>;
  window_days: Generated<number>;
  last_run_on: string | null;
  stopped_at: Date | null;
  stopped_because: string | null;
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
  words: string | null;
  opened_at: Date;
  contact_due_at: Date;
  close_due_at: Date;
  due_at: Date;
  contacted_at: Date | null;
  loss: Generated<string>;
  cause: Generated<string>;
  remedy_offered: Generated<string>;
  remedy_accepted: boolean | null;
  asked_again_at: Date | null;
  ended_at: Date | null;
  verdict_words: string | null;
  acknowledgement: Generated<string>;
  severity_because: Generated<string[]>;
  reopened: Generated<number>;
  contact_promise_id: string | null;
  close_promise_id: string | null;
  gesture_id: string | null;
  touchpoint_id: string | null;
  cause_kind: string | null;
  promise_id: string | null;
  cause_removed_at: Date | null;
}

export interface RecoveryChecks {
  recovery_id: string;
  round: Generated<number>;
  days: number;
  due_at: Date;
  state: Generated<string>;
  because: string | null;
  asked_at: Date | null;
  said_at: Date | null;
  words: string | null;
}

export interface RecoveryMoves {
  id: string;
  recovery_id: string;
  at: Date;
  by_user: string | null;
  move: string;
  words: Generated<string>;
}

export interface Recurrences {
  case_id: string;
  of_case_id: string;
  score: number;
  reasons: Generated<string[]>;
  state: string;
  at: Date;
  decided_by: string | null;
  decided_at: Date | null;
}

export interface ReportVisits {
  report_id: string;
  user_id: string;
  first_at: Date;
  last_at: Date;
  times: number;
}

export interface ReportWishes {
  user_id: string;
  rhythm: string;
  weekday: number;
  hour: number;
  figures: string[];
  next_at: Date | null;
  stopped_at: Date | null;
  stopped_by: string | null;
  withheld_at: Date | null;
  made_at: Date;
}

export interface Reports {
  id: string;
  user_id: string;
  rhythm: string;
  from_day: string;
  to_day: string;
  figures: string[];
  state: string;
  due_at: Date;
  take_at: Date | null;
  attempts: Generated<number>;
  sent_at: Date | null;
  outbox_id: string | null;
  links: JsonDefault;
}

export interface RetentionRules {
  kind: string;
  after_days: number;
  active: Generated<boolean>;
  changed_by: string | null;
  changed_at: Date;
}

export interface RetentionRuns {
  id: string;
  at: Date;
  kind: string;
  after_days: number;
  found: number;
  done: number;
  more: Generated<boolean>;
  error: string | null;
}

export interface ReviewImports {
  id: string;
  source: string;
  file_name: Generated<string>;
  added: number;
  known: number;
  refused: number;
  by_user: string | null;
  at: Date;
  taken_back_at: Date | null;
  taken_back_by: string | null;
}

export interface Reviews {
  id: string;
  source: string;
  source_key: string;
  rating: number | null;
  scale_from: number | null;
  scale_to: number | null;
  score: number | null;
  language: string | null;
  author: Generated<string>;
  words: Generated<string>;
  url: string | null;
  customer_id: string | null;
  at: Date;
  added_by: string | null;
  added_at: Date;
  import_id: string | null;
  changed_at: Date | null;
  changed_by: string | null;
}

export interface RoutingQueue {
  case_id: string;
  asked_at: Date;
  reason: string | null;
  tried_at: Date | null;
}

export interface RuleClocks {
  rule_id: string;
  case_id: string;
  since: Date;
  due_at: Date;
}

export interface RuleRuns {
  id: Generated<number>;
  rule_id: string;
  version: number;
  case_id: string;
  event_id: number | null;
  at: Date;
  outcome: string;
  reasons: JsonDefault;
  done: JsonDefault;
  problem: string | null;
}

export interface RuleVersions {
  rule_id: string;
  version: number;
  name: string;
  active: boolean;
  definition: Json;
  changed_by: string;
  changed_by_id: string | null;
  at: Date;
}

export interface Rules {
  id: string;
  name: string;
  position: number;
  active: Generated<boolean>;
  version: Generated<number>;
  definition: Json;
  active_since: Date | null;
  shipped: string | null;
  failures: Generated<number>;
  set_aside_at: Date | null;
  set_aside_because: string | null;
  changed_by: string;
  changed_at: Date;
  created_at: Date;
  removed_at: Date | null;
}

export interface SearchEntries {
  subject_kind: string;
  subject_id: string;
  case_id: string | null;
  title: string;
  at: Date;
  words: string;
  version: Generated<number>;
}

export interface SearchProgress {
  one: Generated<boolean>;
  step: string;
  after: string | null;
  done: Generated<number>;
  total: number | null;
}

export interface SearchWords {
  word: string;
}

export interface SendersSeen {
  address: string;
  since: Date;
  count: number;
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

export interface Spendings {
  id: string;
  improvement_id: string;
  at: Date;
  amount: number;
  what: string;
  noted_by: string | null;
}

export interface SpokenPromises {
  id: string;
  message_id: string;
  user_id: string | null;
  said_at: Date;
  quote: string;
  what: string;
  condition: string | null;
  due_at: Date | null;
  precision: string | null;
  strength: string;
  language: string;
  shape: string;
  state: Generated<string>;
  promise_id: string | null;
  decided_at: Date | null;
  decided_by: string | null;
  reason: string | null;
  read_by: Generated<string>;
  please_check: Generated<boolean>;
}

export interface Standards {
  id: string;
  key: string | null;
  name: string;
  description: Generated<string>;
  position: Generated<number>;
  retired_at: Date | null;
}

export interface StayCounts {
  promise_broken: boolean;
  months: number;
  gone: boolean;
  n: number;
  counted_at: Date;
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

export interface SurveyAsksDue {
  id: string;
  survey_id: string;
  customer_id: string;
  wave_id: string | null;
  destination_id: string | null;
  due_at: Date;
  passage: Generated<number>;
}

export interface SurveyDays {
  survey_id: string;
  day: string;
  invited: Generated<number>;
  withheld: Generated<number>;
  bounced: Generated<number>;
  partial: Generated<number>;
  complete: Generated<number>;
  opened: Generated<number>;
  answered: Generated<number>;
}

export interface SurveyOptOuts {
  customer_id: string;
  programme: string | null;
  at: Date;
}

export interface SurveyVersions {
  survey_id: string;
  version: number;
  questions: Json;
  made_by: string | null;
  made_at: Date;
}

export interface SurveyWaves {
  id: string;
  survey_id: string;
  name: string;
  starts_at: Date;
  state: Generated<string>;
  seed: string;
  share: number;
  strata: Generated<string>;
  per_stratum: number | null;
  tag: string | null;
  active_days: Generated<number>;
  every_days: number | null;
  eligible: number | null;
  drawn: number | null;
  counts: JsonDefault;
  drawn_at: Date | null;
  created_at: Date;
}

export interface Surveys {
  id: string;
  programme: string;
  name: string;
  questions: Json;
  quiet_days: Generated<number>;
  active: Generated<boolean>;
  created_at: Date;
  version: Generated<number>;
  anonymous: Generated<boolean>;
  priority: Generated<number>;
  way: Generated<string>;
  theme: JsonDefault;
  quota: JsonDefault;
  expires_days: Generated<number>;
  destination_id: string | null;
  wait_hours: Generated<number>;
  link_key: string | null;
  fewest: Generated<number>;
}

export interface TeamMembers {
  team_id: string;
  user_id: string;
}

export interface TeamRouting {
  team_id: string;
  method: Generated<string>;
  most_load: number | null;
  in_hours_only: Generated<boolean>;
  takes_teamless: Generated<boolean>;
  changed_at: Date;
}

export interface TeamTurns {
  team_id: string;
  user_id: string;
  at: Date;
}

export interface Teams {
  id: string;
  name: string;
  private: Generated<boolean>;
  calendar_id: string | null;
  created_at: Date;
}

export interface ThemeFigures {
  theme_id: string;
  days: number;
  words: number;
  customers: number;
  words_before: number;
  customers_before: number;
}

export interface ThemeMonths {
  theme_id: string;
  month: string;
  customers: number;
}

export interface ThemeWords {
  theme_id: string;
  words_id: string;
  by_person: Generated<boolean>;
  out: Generated<boolean>;
  at: Date;
}

export interface Themes {
  id: string;
  name: string;
  keywords: Generated<string[]>;
  hated: Generated<boolean>;
  behaviour_id: string | null;
  made_by: string | null;
  made_at: Date;
  retired_at: Date | null;
}

export interface TouchpointCandidates {
  id: string;
  kind: string;
  key: string;
  name: string;
  party: string;
  customers: number;
  messages: number;
  lift: number;
  examples: JsonDefault;
  state: Generated<string>;
  touchpoint_id: string | null;
  found_at: Date;
  seen_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
}

export interface TouchpointDays {
  touchpoint_id: string;
  day: string;
  won: Generated<number>;
  neutral: Generated<number>;
  lost: Generated<number>;
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
  feeling_before: Generated<string>;
  feeling_after: Generated<string>;
  effort: number | null;
  hand_offs: number | null;
  failure_modes: Generated<string>;
  created_at: Date;
  last_improved_at: Date | null;
  retired_at: Date | null;
  aliases: Generated<string[]>;
}

export interface Travellers {
  journey_id: string;
  customer_id: string;
  started_at: Date;
  since: Date;
  next_id: string | null;
  next_due_at: Date | null;
  passage: Generated<number>;
  beside: Generated<boolean>;
  waited_until: Date | null;
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

export interface UnheardCustomers {
  customer_id: string;
  value: number;
  cases: number;
  last_wrote_at: Date | null;
  heard_at: Date | null;
  counted_at: Date;
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

export interface Views {
  id: string;
  name: string;
  scope: string;
  owner_id: string | null;
  team_id: string | null;
  filter: Json;
  sort: string;
  columns: string[];
  density: string;
  place: number;
  created_at: Date;
  updated_at: Date;
}

export interface VoiceSettings {
  one: Generated<boolean>;
  ask_after_minutes: Generated<number>;
  quiet_days: Generated<number>;
  silent_after_days: Generated<number>;
  contact_within_days: Generated<number>;
  close_within_days: Generated<number>;
  complaints_open_recovery: Generated<boolean>;
  broken_promises_open_recovery: Generated<boolean>;
  reviews_open_recovery: Generated<boolean>;
  destinations_open_recovery: Generated<boolean>;
}

export interface VoiceTakenBack {
  id: string;
  kind: string;
  customer_id: string | null;
  import_id: string | null;
  was: Json;
  by_user: string | null;
  at: Date;
}

export interface WebhookAttempts {
  id: string;
  message_id: string;
  at: Date;
  ms: number;
  status: number | null;
  error: string | null;
  excerpt: Generated<string>;
}

export interface WebhookMessages {
  id: string;
  webhook_id: string;
  type: string;
  event_id: number | null;
  at: Date;
  body: string | null;
  payload: JsonNullable;
  state: string;
  attempts: Generated<number>;
  created_at: Date;
  until: Date;
  next_at: Date | null;
  claimed_until: Date | null;
  last_status: number | null;
  last_ms: number | null;
  last_error: string | null;
  last_at: Date | null;
}

export interface Webhooks {
  id: string;
  name: string;
  url: string;
  events: string[];
  team_ids: Generated<string[]>;
  tags: Generated<string[]>;
  role: string;
  state: string;
  disabled_because: string | null;
  active_since: Date;
  secret: Buffer;
  previous_secret: Buffer | null;
  previous_until: Date | null;
  failures_in_a_row: Generated<number>;
  failing_since: Date | null;
  resting_until: Date | null;
  last_success_at: Date | null;
  created_by: string | null;
  created_at: Date;
  changed_at: Date;
}

export interface Widgets {
  id: string;
  name: string;
  key: string;
  secret: Buffer;
  origins: Generated<string[]>;
  team_id: string | null;
  settings: Json;
  created_at: Date;
}

export interface WinEvidence {
  id: string;
  source: string;
  kind: string;
  customer_id: string;
  case_id: string | null;
  at: Date;
  rating: number | null;
  quote: string | null;
  served_by: string | null;
  noted_by: string | null;
  win_id: string | null;
}

export interface Wins {
  id: string;
  user_id: string;
  customer_id: string;
  case_id: string | null;
  private_team_id: string | null;
  what: string;
  before_state: Generated<string>;
  behaviour_ids: Generated<string[]>;
  state: Generated<string>;
  day: string;
  claimed_at: Date;
  evidence_until: Date;
  evidenced_at: Date | null;
  confirmed_by: string | null;
  confirmed_at: Date | null;
}

export interface WithheldDays {
  survey_id: string;
  day: string;
  because: string;
  n: Generated<number>;
}

export interface WordDays {
  day: string;
  stem: string;
  example: string;
  ours: boolean;
  n: number;
}

export interface WordsMutes {
  user_id: string;
  prompt: string;
  because: string;
  at: Date;
}

export interface WordsSettings {
  one: Generated<boolean>;
  off: Generated<string[]>;
  jargon: JsonDefault;
  recurrence_days: Generated<number>;
}

export interface DB {
  absence_handovers: AbsenceHandovers;
  absences: Absences;
  accounts: Accounts;
  anonymous_answers: AnonymousAnswers;
  answer_days: AnswerDays;
  answer_marks: AnswerMarks;
  answers: Answers;
  anticipation_people: AnticipationPeople;
  anticipations: Anticipations;
  api_keys: ApiKeys;
  approvals: Approvals;
  articles: Articles;
  asks_due: AsksDue;
  assistant_days: AssistantDays;
  assistant_settings: AssistantSettings;
  assistant_standing: AssistantStanding;
  attachments: Attachments;
  authorities: Authorities;
  authority_declines: AuthorityDeclines;
  behaviours: Behaviours;
  bell_cheers: BellCheers;
  bell_comments: BellComments;
  bells: Bells;
  blocked_senders: BlockedSenders;
  breakers: Breakers;
  brief_answers: BriefAnswers;
  bulk_run_cases: BulkRunCases;
  bulk_runs: BulkRuns;
  calendar_versions: CalendarVersions;
  calendars: Calendars;
  case_articles: CaseArticles;
  case_days: CaseDays;
  case_durations: CaseDurations;
  case_effort: CaseEffort;
  case_followers: CaseFollowers;
  case_forms: CaseForms;
  case_links: CaseLinks;
  case_marks: CaseMarks;
  case_meeting_guests: CaseMeetingGuests;
  case_meetings: CaseMeetings;
  case_merges: CaseMerges;
  case_parties: CaseParties;
  case_standings: CaseStandings;
  case_tallies: CaseTallies;
  case_tally_deltas: CaseTallyDeltas;
  case_tasks: CaseTasks;
  cases: Cases;
  catch_ups: CatchUps;
  charter_proposals: CharterProposals;
  charters: Charters;
  chat_bans: ChatBans;
  chat_codes: ChatCodes;
  chat_limits: ChatLimits;
  chat_messages: ChatMessages;
  chat_streams: ChatStreams;
  chat_uploads: ChatUploads;
  chat_visitors: ChatVisitors;
  chats: Chats;
  company: Company;
  contacts: Contacts;
  customer_duplicates: CustomerDuplicates;
  customer_merges: CustomerMerges;
  customer_notes: CustomerNotes;
  customer_segments: CustomerSegments;
  customers: Customers;
  decision_deciders: DecisionDeciders;
  decisions: Decisions;
  desk_settings: DeskSettings;
  destination_tallies: DestinationTallies;
  destinations: Destinations;
  drafts: Drafts;
  duration_totals: DurationTotals;
  erasures: Erasures;
  escalation_alerts: EscalationAlerts;
  escalation_facts: EscalationFacts;
  escalation_missed: EscalationMissed;
  escalation_protocols: EscalationProtocols;
  escalation_tasks: EscalationTasks;
  escalation_watches: EscalationWatches;
  escalations: Escalations;
  estimate_cases: EstimateCases;
  estimate_curves: EstimateCurves;
  estimate_days: EstimateDays;
  estimate_loads: EstimateLoads;
  estimate_quotes: EstimateQuotes;
  events: Events;
  expectations: Expectations;
  exports: Exports;
  felt: Felt;
  field_definitions: FieldDefinitions;
  files: Files;
  form_visits: FormVisits;
  gesture_kinds: GestureKinds;
  gestures: Gestures;
  hand_choices: HandChoices;
  hand_overs: HandOvers;
  heard_customers: HeardCustomers;
  heard_figures: HeardFigures;
  heard_progress: HeardProgress;
  heard_words: HeardWords;
  heard_words_aside: HeardWordsAside;
  huddle_actions: HuddleActions;
  huddle_attendance: HuddleAttendance;
  huddle_notes: HuddleNotes;
  huddle_times: HuddleTimes;
  huddles: Huddles;
  idempotency_keys: IdempotencyKeys;
  identities: Identities;
  import_files: ImportFiles;
  import_items: ImportItems;
  import_rows: ImportRows;
  imported_records: ImportedRecords;
  imports: Imports;
  improvements: Improvements;
  invitations: Invitations;
  journey_drafts: JourneyDrafts;
  journey_versions: JourneyVersions;
  journeys: Journeys;
  kudos: Kudos;
  later_replies: LaterReplies;
  macros: Macros;
  mail_facts: MailFacts;
  mail_ids: MailIds;
  mail_sources: MailSources;
  mailbox_connections: MailboxConnections;
  mailbox_folders: MailboxFolders;
  mailbox_tests: MailboxTests;
  mailboxes: Mailboxes;
  measured_to: MeasuredTo;
  messages: Messages;
  migrations: Migrations;
  moment_announcements: MomentAnnouncements;
  moment_days: MomentDays;
  moment_evidence: MomentEvidence;
  moment_marks: MomentMarks;
  moment_totals: MomentTotals;
  moments: Moments;
  moved_positions: MovedPositions;
  need_figures: NeedFigures;
  need_offers: NeedOffers;
  need_words: NeedWords;
  needs: Needs;
  new_case_drafts: NewCaseDrafts;
  notification_choices: NotificationChoices;
  notifications: Notifications;
  observations: Observations;
  on_call_overrides: OnCallOverrides;
  on_call_rotas: OnCallRotas;
  option_sheets: OptionSheets;
  option_templates: OptionTemplates;
  organisation_domains: OrganisationDomains;
  organisations: Organisations;
  outbox: Outbox;
  own_clock_runs: OwnClockRuns;
  own_clocks: OwnClocks;
  person_routing: PersonRouting;
  phone_calls: PhoneCalls;
  picks: Picks;
  policies: Policies;
  policy_versions: PolicyVersions;
  position_marks: PositionMarks;
  position_replay: PositionReplay;
  positions: Positions;
  presence: Presence;
  problem_cases: ProblemCases;
  problems: Problems;
  procedure_ideas: ProcedureIdeas;
  procedure_marks: ProcedureMarks;
  procedure_runs: ProcedureRuns;
  procedure_versions: ProcedureVersions;
  procedures: Procedures;
  promise_days: PromiseDays;
  promise_facts: PromiseFacts;
  promise_marks: PromiseMarks;
  promise_risk_models: PromiseRiskModels;
  promise_risks: PromiseRisks;
  promises: Promises;
  purchases: Purchases;
  radar_finds: RadarFinds;
  radar_settings: RadarSettings;
  recoveries: Recoveries;
  recovery_checks: RecoveryChecks;
  recovery_moves: RecoveryMoves;
  recurrences: Recurrences;
  report_visits: ReportVisits;
  report_wishes: ReportWishes;
  reports: Reports;
  retention_rules: RetentionRules;
  retention_runs: RetentionRuns;
  review_imports: ReviewImports;
  reviews: Reviews;
  routing_queue: RoutingQueue;
  rule_clocks: RuleClocks;
  rule_runs: RuleRuns;
  rule_versions: RuleVersions;
  rules: Rules;
  search_entries: SearchEntries;
  search_progress: SearchProgress;
  search_words: SearchWords;
  senders_seen: SendersSeen;
  sessions: Sessions;
  spendings: Spendings;
  spoken_promises: SpokenPromises;
  standards: Standards;
  stay_counts: StayCounts;
  subscription_failures: SubscriptionFailures;
  subscriptions: Subscriptions;
  survey_asks_due: SurveyAsksDue;
  survey_days: SurveyDays;
  survey_opt_outs: SurveyOptOuts;
  survey_versions: SurveyVersions;
  survey_waves: SurveyWaves;
  surveys: Surveys;
  team_members: TeamMembers;
  team_routing: TeamRouting;
  team_turns: TeamTurns;
  teams: Teams;
  theme_figures: ThemeFigures;
  theme_months: ThemeMonths;
  theme_words: ThemeWords;
  themes: Themes;
  touchpoint_candidates: TouchpointCandidates;
  touchpoint_days: TouchpointDays;
  touchpoints: Touchpoints;
  travellers: Travellers;
  two_factors: TwoFactors;
  unheard_customers: UnheardCustomers;
  users: Users;
  verifications: Verifications;
  views: Views;
  voice_settings: VoiceSettings;
  voice_taken_back: VoiceTakenBack;
  webhook_attempts: WebhookAttempts;
  webhook_messages: WebhookMessages;
  webhooks: Webhooks;
  widgets: Widgets;
  win_evidence: WinEvidence;
  wins: Wins;
  withheld_days: WithheldDays;
  word_days: WordDays;
  words_mutes: WordsMutes;
  words_settings: WordsSettings;
}
