import { useTranslation } from 'react-i18next';
import { useManner, useNow } from '../../../ui/time-text.tsx';
import { instantWords } from '../../../ui/time-words.ts';
import type { Candidate } from './wins.data.ts';

/** Why this customer could be won today: the rest of a sentence that begins with the name. */
export function useCandidateWords(): (candidate: Candidate) => string {
  const { t } = useTranslation('today');
  const { language, timeZone } = useManner();
  const now = useNow();
  return ({ reason, at, what }) =>
    t(`candidate.${reason}`, { what: what ?? '', when: instantWords(new Date(at), now, language, timeZone) });
}
