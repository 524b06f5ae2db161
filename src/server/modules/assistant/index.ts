/**
 * The door of the assistant: one way to ask a language model, what may leave the house for it, and when it is left alone. It knows no
 * other room; what it reads is kept by those who asked.
 */
export { askAssistant } from './asking.ts';
export { askAgain, askLater, isFresh } from './asking-later.ts';
export { draftToRead, messageToRead } from './leaving.ts';
export { changeSettings, isReady, isWanted, readSettings } from './settings.ts';
export { tellAssistantJob } from './telling.ts';
