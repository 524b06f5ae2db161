/** The door of measures: roll-ups kept over the log, and what is read from them. */
export { rollUpsFromEvents } from './rolling-up.ts';
export { readCharts } from './charts.ts';
export { readProgress, readSpots } from './progress.ts';
export { countStays, stayNight } from './staying.ts';
