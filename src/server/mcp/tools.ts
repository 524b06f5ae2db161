import * as customers from '../../contract/customers.ts';
import * as cases from '../../contract/cases.ts';
import * as history from '../../contract/cases-history.ts';
import * as standing from '../../contract/cases-standing.ts';
import * as answering from '../../contract/cases-answering.ts';
import * as knowledge from '../../contract/knowledge.ts';
import * as measures from '../../contract/measures.ts';
import * as people from '../../contract/people.ts';
import * as promises from '../../contract/promises.ts';
import type { Route } from '../../contract/route.ts';
import { search } from '../../contract/search.ts';
import * as voice from '../../contract/voice.ts';
import * as recoveries from '../../contract/voice-recoveries.ts';

/** A verb that a language model may call: one route of the API under a name, with what only a model must be told. */
export interface Tool {
  /** `verb_noun`, stable. */
  readonly name: string;
  readonly title: string;
  readonly route: Route;
  /** Said after the summary of the route. */
  readonly hint?: string;
  /** Only these of the route's fields. */
  readonly only?: readonly string[];
  /** It takes away or cannot be taken back. */
  readonly destructive?: boolean;
  /** Asked twice it does the same as once. */
  readonly idempotent?: boolean;
  /** Something leaves the house: a mail to a customer. */
  readonly reachesOut?: boolean;
}

const html = 'HTML of paragraphs (<p>), lists and links. ';

/** Every tool there is, in the order in which they are listed. */
export const tools: readonly Tool[] = [
  { name: 'search', title: 'Search everything', route: search },
  { name: 'list_cases', title: 'List cases', route: cases.listCases },
  {
    name: 'read_case',
    title: 'Read a case',
    route: cases.readCase,
    hint: '`id` is a case number or an id. `revision` is needed to reply.',
  },
  { name: 'list_messages', title: 'Read older messages of a case', route: history.listMessages },
  { name: 'open_case', title: 'Open a case', route: cases.openCase },
  {
    name: 'reply_to_case',
    title: 'Answer the customer',
    route: answering.replyToCase,
    reachesOut: true,
    only: ['id', 'html', 'revision', 'stateAfter', 'close'],
    hint: `${html}The customer gets it by mail; it cannot be taken back. \`revision\` is the one that read_case gave: when somebody has written since, nothing is sent and the answer says what came.`,
  },
  {
    name: 'note_on_case',
    title: 'Write an internal note',
    route: answering.noteOnCase,
    hint: `${html}Only colleagues see it.`,
  },
  {
    name: 'assign_case',
    title: 'Give a case to somebody',
    route: cases.changeCase,
    only: ['id', 'assigneeId', 'teamId'],
    idempotent: true,
    hint: 'Ids of colleagues come from list_colleagues, of teams from list_teams; null takes it away from everybody.',
  },
  {
    name: 'change_case',
    title: 'Change a case',
    route: cases.changeCase,
    idempotent: true,
    hint: '`tags` replaces all tags.',
  },
  { name: 'snooze_case', title: 'Put a case away until a time', route: standing.snoozeCase, idempotent: true },
  { name: 'close_case', title: 'Close a case', route: standing.closeCase },
  { name: 'reopen_case', title: 'Open a closed case again', route: standing.reopenCase },
  { name: 'list_promises', title: 'List promises', route: promises.listPromises },
  { name: 'read_promise', title: 'Read a promise', route: promises.readPromise },
  {
    name: 'make_promise',
    title: 'Promise a customer something',
    route: promises.makePromise,
    only: ['what', 'caseId', 'customerId', 'dueAt', 'minutes', 'keeperId'],
    hint: 'Name either `dueAt` or `minutes` of open hours.',
  },
  { name: 'keep_promise', title: 'Say that a promise is kept', route: promises.keepPromise },
  { name: 'find_customers', title: 'Find customers', route: customers.listCustomers },
  { name: 'read_customer', title: 'Read a customer', route: customers.readCustomer },
  { name: 'customer_brief', title: 'What we know of a customer', route: customers.readBrief },
  {
    name: 'suggest_articles',
    title: 'Find articles that may answer a text',
    route: knowledge.suggestArticles,
    idempotent: true,
  },
  { name: 'list_articles', title: 'List articles', route: knowledge.listArticles },
  { name: 'read_article', title: 'Read an article', route: knowledge.readArticle },
  { name: 'write_article', title: 'Write a draft of an article', route: knowledge.createArticle },
  { name: 'read_progress', title: 'How we are doing', route: measures.readProgress },
  { name: 'list_observations', title: 'What colleagues heard', route: voice.listObservations },
  { name: 'note_observation', title: 'Note what a customer said', route: voice.observe },
  { name: 'list_recoveries', title: 'Customers to be won back', route: recoveries.listRecoveries },
  { name: 'list_colleagues', title: 'List colleagues', route: people.listUsers },
  { name: 'list_teams', title: 'List teams', route: people.listTeams },
];
