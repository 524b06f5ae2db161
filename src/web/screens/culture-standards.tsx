import { StandardsPart } from '../modules/charter/standards-part.tsx';
import { StandardLived } from '../modules/practice/standard-lived.tsx';

/** The standards, each with the behaviours that live it and how often it was thanked for. */
export function CultureStandards() {
  return <StandardsPart Inside={StandardLived} />;
}
