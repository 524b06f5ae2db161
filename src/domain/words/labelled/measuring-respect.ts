import { languageOf } from '../language.ts';
import { languages } from '../../languages.ts';
import { disrespectIn } from '../respect.ts';

/** A draft to a customer. */
export interface LabelledDraft {
  readonly language: string;
  readonly text: string;
}

/** Which drafts are flagged for how they speak to the customer, and which are not. */
export function flaggedOf(drafts: readonly LabelledDraft[]) {
  const isFlagged = ({ text, language }: LabelledDraft) => {
    const told = languages.find((one) => one === language) ?? languageOf(text);
    return told !== null && disrespectIn(text, told).prompts.length > 0;
  };
  const flagged = drafts.filter(isFlagged);
  return { share: flagged.length / drafts.length, flagged, unflagged: drafts.filter((draft) => !isFlagged(draft)) };
}
