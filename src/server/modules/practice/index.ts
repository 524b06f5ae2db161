/** The door of practice: behaviours, wins, the bell, kudos, huddles. */
export { ringBell } from './wins/bell.ts';
export { claimWin } from './wins/claiming.ts';
export { winEvidence } from './wins/evidence.ts';
export { changeHuddle, noteInHuddle, startHuddle } from './huddles/huddles.ts';
export { giveKudos } from './wins/kudos.ts';
export { answerPassedOn, passOn } from './behaviours/passing-on.ts';
export { changePick, takeProposed } from './behaviours/picking.ts';
export { practiceSeeds } from './subscriptions.ts';
export { placeOfUser } from './place.ts';
