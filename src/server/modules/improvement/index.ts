/** The door of improvement: problems, improvements with their verdicts, decisions and the empty seat. */
export { noticesJob } from './anticipating/anticipation-sending.ts';
export { changesBetween, type StartedChange } from './changes.ts';
export { decide, draftDecision, sayOpinion } from './decisions/deciding.ts';
export { latestNoted, listNoted, type Noted, noteDecided, takeBackDecided } from './decisions/noting-decided.ts';
export { scoreDecision } from './scoring.ts';
export { seatBrief } from './decisions/seat.ts';
export { judgeImprovement } from './judging.ts';
export { improvementNight } from './nightly.ts';
export { changeProblem, linkCase, openProblem } from './problems.ts';
export { registerImprovement } from './registering.ts';
export { closeImprovement, spendOnImprovement, startImprovement } from './running.ts';
