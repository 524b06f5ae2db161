import {
  planAcknowledgements,
  routeNewCases,
  searchEntries,
  tellFollowers,
  tellOfMail,
} from './modules/cases/index.ts';
import { channelSeeds, deliverQueued } from './modules/channels/index.ts';
import { chatsFromReplies, visitorsServed } from './modules/chat/index.ts';
import { charterSeeds } from './modules/charter/index.ts';
import { destinationsFromEvents, journeySeeds, momentsFromEvents } from './modules/journeys/index.ts';
import { macroSeeds } from './modules/macros/index.ts';
import { promiseSubscriptions } from './modules/promises/index.ts';
import { knowledgeSeeds } from './modules/knowledge/index.ts';
import { authoritySeeds } from './modules/authority/index.ts';
import { optionSeeds } from './modules/options/index.ts';
import { procedureSeeds } from './modules/procedures/index.ts';
import { practiceSeeds, winEvidence } from './modules/practice/index.ts';
import { rollUpsFromEvents } from './modules/measures/index.ts';
import { needsSubscriptions } from './modules/needs/index.ts';
import { asksFromCases, lateRecoveries, recoveriesFromEvents, voiceSeeds } from './modules/voice/index.ts';
import { escalationSubscriptions } from './modules/escalations/index.ts';
import { ruleSubscriptions } from './modules/rules/index.ts';
import { queueWebhooks } from './modules/webhooks/index.ts';
import { wordsSubscriptions } from './modules/words/index.ts';
import type { Subscription } from './store/subscriptions.ts';

/** The wiring board: when X happened, then Y. Each line is one reader of the log, in the order rooms were built. */
export const subscriptions: readonly Subscription[] = [
  charterSeeds,
  channelSeeds,
  deliverQueued,
  planAcknowledgements,
  searchEntries,
  tellOfMail,
  routeNewCases,
  tellFollowers,
  chatsFromReplies,
  visitorsServed,
  practiceSeeds,
  winEvidence,
  knowledgeSeeds,
  macroSeeds,
  journeySeeds,
  momentsFromEvents,
  destinationsFromEvents,
  ...promiseSubscriptions,
  rollUpsFromEvents,
  voiceSeeds,
  asksFromCases,
  recoveriesFromEvents,
  lateRecoveries,
  ...needsSubscriptions,
  ...ruleSubscriptions,
  ...wordsSubscriptions,
  procedureSeeds,
  authoritySeeds,
  optionSeeds,
  queueWebhooks,
  ...escalationSubscriptions,
];
