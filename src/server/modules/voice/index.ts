/** The door of voice: what we ask, what customers answer, and regaining those we let down. */
export { type GivenAnswer, type OpenInvitation, readInvitation, recordAnswer, stopAsking } from './answering.ts';
export { asksFromCases, recoveriesFromEvents } from './following.ts';
export { readFigures, readFunnel, readListening, readWords } from './listening.ts';
export { observe } from './observing.ts';
export { listRecoveries, moveOn, openRecovery, readRecovery } from './recoveries.ts';
export { changeSettings, readSettings } from './settings.ts';
export { voiceSeeds } from './surveys.ts';
export { tickVoice, tickVoiceJob } from './ticking.ts';
export { tickRecoveries, tickRecoveriesJob } from './recovery-ticking.ts';
export { lateRecoveries } from './recovery-watching.ts';
