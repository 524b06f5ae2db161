/** The door of cases: conversations, who may see them, and what comes in for them. */
export { acknowledgeCases, acknowledgeCasesJob, planAcknowledgements } from './arriving/acknowledging.ts';
export { caseFields, refuseMissingFields } from './case-fields.ts';
export { changeCase, closeCase, giveVerdict, reopenCase } from './changing.ts';
export { writeInConversation } from './customer-writing.ts';
export { mailReplies } from './answering/going-on-by-mail.ts';
export { foldTalliesJob } from './counting.ts';
export { feelOnCase, isFeelingSaid } from './feeling.ts';
export { findCase, maySeeCase } from './finding.ts';
export { linkCase } from './company/linking.ts';
export { finishAsParty, languageOfParty, partyOfKey, readPartyPage, writeAsParty } from './company/hearing-party.ts';
export { type CaseListQuery, listCases } from './listing.ts';
export { mergeCase, unmergeCase } from './company/merging.ts';
export { mergeCases, unmergeCases } from './company/merging-many.ts';
export { listMyCases, readMyCase, readMySight, writeToMyCase } from './my-cases.ts';
export { reopenMyCase, solveMyCase } from './my-moves.ts';
export { noteOnCase } from './answering/noting.ts';
export {
  acknowledgementTime,
  attachUploads,
  openCase,
  type Opened,
  openConversation,
  planAcknowledgement,
  whose,
} from './opening.ts';
export { readCase, readCaseAfter } from './reading.ts';
export { receiveFetched, receiveMail } from './arriving/receiving-mail.ts';
export { replyAutomatically } from './answering/replying-automatically.ts';
export { replyToCase } from './answering/replying.ts';
export { searchEntries } from './search/search-entries.ts';
export { forgetWordsOf } from './search/search-entering.ts';
export { takeInJob } from './search/search-taking-in.ts';
export { addParty, settlePart, takesPart } from './company/participating.ts';
export { askForSomebody, routeNewCases, routeWaitingJob } from './routing/routing.ts';
export { search } from './search/searching.ts';
export { pictureAddress } from './showing.ts';
export { snoozeCase, wakeCase, wakeCasesJob, wakeDueCases } from './snoozing.ts';
export { dropUnusedUploadsJob, uploadFile } from './answering/uploading.ts';
export { hiddenTeams, shownToCompany, visibleCases } from './visibility.ts';
export { awaitVisitor } from './visitor-waiting.ts';
export { addFollower, followCase, unfollowCase } from './answering/followers.ts';
export { sendLaterReplyJob } from './answering/sending-later.ts';
export { addTask, askTaskAbout, changeTask, finishTasksAbout } from './company/tasks.ts';
export { tellFollowers } from './answering/telling-followers.ts';
export { mayKeep, readView } from './views/views.ts';
export { listFilteredIds, mostNamed } from './views/views-listing.ts';
export {
  importCases,
  type ImportedCase,
  type ImportedMessage,
  type ImportedParty,
  mergeImported,
  passNumber,
  readStandings,
} from './importing.ts';
export { tellOfMail } from './arriving/telling-of-mail.ts';
