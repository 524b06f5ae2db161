import type { StandardKey } from '../../charter/index.ts';
import { englishBehaviours } from './behaviour-seeds-english.ts';
import { germanBehaviours } from './behaviour-seeds-german.ts';

/** A behaviour every company starts with. The key stays when the words are changed. */
export interface BehaviourSeed {
  key: string;
  kind: 'do' | 'stop';
  standard: StandardKey;
  title: string;
  trigger: string;
  action: string;
  example: string;
  antiExample: string;
}

/** Twelve to do and six to stop, in a language; English where we have none in it. */
export function behaviourSeeds(language: string): readonly BehaviourSeed[] {
  return language.startsWith('de') ? germanBehaviours : englishBehaviours;
}
