/** The door of voice: what we ask, what customers answer, and regaining those we let down. */
export {
  type GivenAnswer,
  noteOpened,
  type OpenInvitation,
  readInvitation,
  recordAnswer,
  stopAsking,
} from './answering.ts';
export { answerAgain, answerOpenSurvey, readAgain, readOpenSurvey } from './anonymous-answering.ts';
export { listWaitingAsks, type WaitingAsk } from './asks-on-pages.ts';
export { asksFromCases, recoveriesFromEvents } from './following.ts';
export { readFigures, readListening, readWords } from './listening.ts';
export { readFunnel } from './survey-funnel.ts';
export { readTest } from './survey-testing.ts';
export { observe } from './observing.ts';
export { listRecoveries, moveOn, openRecovery, readRecovery } from './recoveries.ts';
export { changeSettings, readSettings } from './settings.ts';
export { voiceSeeds } from './surveys.ts';
export { tickVoice, tickVoiceJob } from './ticking.ts';
export { radarJob, scanRadar } from './radar-scanning.ts';
export { judgeRadar } from './radar-judging.ts';
export { tickRecoveries, tickRecoveriesJob } from './recovery-ticking.ts';
export { lateRecoveries } from './recovery-watching.ts';
