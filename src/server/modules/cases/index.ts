/** The door of cases: conversations, who may see them, and what comes in for them. */
export { acknowledgeCases, acknowledgeCasesJob, planAcknowledgements } from './acknowledging.ts';
export { caseFields, refuseMissingFields } from './case-fields.ts';
export { changeCase, closeCase, giveVerdict, reopenCase } from './changing.ts';
export { writeInConversation } from './customer-writing.ts';
export { mailReplies } from './going-on-by-mail.ts';
export { changeCases } from './changing-many.ts';
export { countCases, foldTallies, foldTalliesJob } from './counting.ts';
export { feelOnCase } from './feeling.ts';
export { findCase, maySeeCase } from './finding.ts';
export { linkCase } from './linking.ts';
export { finishAsParty, readPartyPage, writeAsParty } from './hearing-party.ts';
export { type CaseListQuery, listCases } from './listing.ts';
export { mergeCase, unmergeCase } from './merging.ts';
export { listMyCases, type MyCaseQuery, readMyCase, readMySight, writeToMyCase } from './my-cases.ts';
export { reopenMyCase, solveMyCase } from './my-moves.ts';
export { noteOnCase } from './noting.ts';
export { acknowledgementTime, attachUploads, openCase, openConversation, planAcknowledgement } from './opening.ts';
export type { CaseRecord } from './queries.ts';
export { readCase, readCaseAfter } from './reading.ts';
export { type IncomingMail, receiveFetched, receiveMail, runMailSource } from './receiving-mail.ts';
export { replyAutomatically } from './replying-automatically.ts';
export { replyToCase } from './replying.ts';
export { searchEntries } from './search-entries.ts';
export { forgetWordsOf } from './search-entering.ts';
export { takeInJob } from './search-taking-in.ts';
export { addParty } from './participating.ts';
export { pullNextCase } from './next-for-me.ts';
export { askForSomebody, routeCase, routeNewCases, routeWaiting, routeWaitingJob } from './routing.ts';
export { search } from './searching.ts';
export { snoozeCase, wakeCase, wakeCasesJob, wakeDueCases } from './snoozing.ts';
export { dropUnusedUploadsJob, uploadFile } from './uploading.ts';
export { hiddenTeams, visibleCases } from './visibility.ts';
export { addFollower, followCase, unfollowCase } from './followers.ts';
export { sendLaterReplyJob } from './sending-later.ts';
export { addTask } from './tasks.ts';
export { tellFollowers } from './telling-followers.ts';
export { mayKeep, readView } from './views.ts';
export { listFilteredIds, mostNamed } from './views-listing.ts';
export {
  importCases,
  type ImportedCase,
  type ImportedFact,
  type ImportedMessage,
  mergeImported,
  passNumber,
  readStandings,
} from './importing.ts';
export { tellOfMail } from './telling-of-mail.ts';
