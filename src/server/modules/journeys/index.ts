/** The door of journeys: touchpoints, the ledger of moments, journeys and where customers are on them. */
export { publishDraft, readDesign, saveDraft } from './designing.ts';
export { discoverTouchpointsJob } from './discovering-touchpoints.ts';
export { momentsFromEvents } from './deriving-moments.ts';
export { mayBeSeen } from './queries.ts';
export { listMoments } from './moments.ts';
export { notePosition, readPositions } from './positions.ts';
export { endPassagesJob } from './placing.ts';
export { acceptAsCustomer, type MyStop, type MyTrail, readMyTrails } from './trails.ts';
export { destinationsFromEvents } from './reaching.ts';
export { journeySeeds } from './seeding.ts';
export { addTouchpoint, chooseTouchpoint, readTouchpoint } from './touchpoints.ts';
