/** The door of escalations: who is called when somebody has to step in. */
import { calledLeavers } from './leavers.ts';
import { morningJob } from './morning.ts';
import { escalationSeeds } from './seeding.ts';
import { tickEscalationsJob } from './ticking.ts';
import { aboutToBreak } from './warning.ts';
import { escalationTriggers, watchJob } from './watching.ts';

export { acknowledge, acknowledgeByKey, deEscalate, readAlertByKey } from './answering.ts';
export { readFeed } from './feed.ts';
export { createProtocol } from './protocols.ts';
export { addOverride, createRota } from './rotas.ts';
export { startDrill, startEscalation } from './starting.ts';
export { finishTask } from './tasks.ts';
export { tickEscalations } from './ticking.ts';

export const escalationSubscriptions = [escalationSeeds, escalationTriggers, aboutToBreak, calledLeavers];
export const escalationJobs = [tickEscalationsJob, watchJob, morningJob];
