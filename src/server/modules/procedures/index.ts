/** The door of procedures: how we do things, versioned, run inside cases. */
export { customerSteps, proposedProcedure } from './in-cases.ts';
export { markStep, startProcedure } from './running.ts';
export { procedureSeeds } from './seeding.ts';
