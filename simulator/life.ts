import type { Founded } from './founding.ts';
import type { Stage } from './playing.ts';
import type { PlantedTruth } from './truth.ts';

/** What daily life needs to know of the world. */
export interface DailyLife {
  stage: Stage;
  founded: Founded;
  truth: PlantedTruth;
  schedule(at: number, what: () => Promise<void>): void;
}

/** The simulator tries what people try; a refusal by a rule of the practice is part of life. */
export function refused(error: unknown): undefined {
  if (error instanceof Error && error.name === 'Refusal') return undefined;
  throw error;
}
