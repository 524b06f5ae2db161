/** The door of practice: behaviours, wins, the bell, kudos, huddles. */
export { ringBell } from './bell.ts';
export { claimWin, confirmWin } from './claiming.ts';
export { winEvidence } from './evidence.ts';
export { actInHuddle, changeHuddle, noteInHuddle, startHuddle } from './huddles.ts';
export { giveKudos } from './kudos.ts';
export { answerPassedOn, passOn } from './passing-on.ts';
export { changePick, pickBehaviour, takeProposed } from './picking.ts';
export { practiceSeeds } from './subscriptions.ts';
export { today } from './today.ts';
