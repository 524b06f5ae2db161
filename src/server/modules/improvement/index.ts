/** The door of improvement: problems, improvements with their verdicts, decisions and the empty seat. */
export { noticesJob, sendNotices } from './anticipating/anticipation-sending.ts';
export { draftAnticipation, startAnticipation } from './anticipating/anticipating.ts';
export { changesBetween, type StartedChange } from './changes.ts';
export { changeDecision, decide, draftDecision, sayOpinion } from './decisions/deciding.ts';
export { latestNoted, listNoted, type Noted, noteDecided, takeBackDecided } from './decisions/noting-decided.ts';
export { judgeImprovement } from './judging.ts';
export { improvementNight } from './nightly.ts';
export { changeProblem, linkCase, openProblem, readProblem } from './problems.ts';
export { readImprovement } from './reading.ts';
export { changeImprovement, registerImprovement } from './registering.ts';
export { closeImprovement, spendOnImprovement, startImprovement } from './running.ts';
export { scoreByFigures, scoreDecision } from './scoring.ts';
export { readSeat, seatBrief } from './decisions/seat.ts';
