/** The door of voice: what we ask, what customers answer, and regaining those we let down. */
export { noteOpened, type OpenInvitation, readInvitation, recordAnswer, stopAsking } from './surveys/answering.ts';
export { answerAgain, answerOpenSurvey, readAgain, readOpenSurvey } from './surveys/anonymous-answering.ts';
export { mayOnlyLook } from './surveys/colleagues-looking.ts';
export { listWaitingAsks, type WaitingAsk } from './surveys/asks-on-pages.ts';
export {
  answerAskInPanel,
  askAboutCaseInPanel,
  type AskInPanel,
  findAskInPanel,
  readAskInPanel,
} from './surveys/asks-in-widget.ts';
export { asksFromCases, recoveriesFromEvents } from './following.ts';
export { readRecoveryFigures } from './recoveries/recovery-figures.ts';
export { readFunnel } from './surveys/survey-funnel.ts';
export { readTest } from './surveys/survey-testing.ts';
export { listAnswers } from './listening.ts';
export { observe } from './observing.ts';
export { addReview } from './reviews.ts';
export { isSamePerson, recordsOf } from './same-person.ts';
export { importRatings } from './importing-ratings.ts';
export { endForgotten } from './recoveries/recovery-forgetting.ts';
export { listRecoveries, moveOn, openRecovery } from './recoveries/recoveries.ts';
export { readSettings } from './settings.ts';
export { newSurveyToken } from './surveys/survey-tokens.ts';
export { endsOf, ownWords } from './surveys/survey-mail.ts';
export { readResults } from './surveys/survey-results.ts';
export { voiceSeeds } from './surveys/survey-seeds.ts';
export { listSurveys, readSurvey } from './surveys/surveys.ts';
export { tickVoice, tickVoiceJob } from './ticking.ts';
export { endFind } from './radar/radar-touching.ts';
export { radarJob, scanRadar } from './radar/radar-scanning.ts';
export { judgeRadar } from './radar/radar-judging.ts';
export { tickRecoveries, tickRecoveriesJob } from './recoveries/recovery-ticking.ts';
export { lateRecoveries } from './recoveries/recovery-watching.ts';
