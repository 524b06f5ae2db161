import { IconPaperclip } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useManner, useNow } from '../../../ui/time-text.tsx';
import { instantWords } from '../../../ui/time-words.ts';
import { newCaseDraftQuery } from '../hands.data.ts';

/** The case one has begun and not opened yet, above the drafts on cases: who, what about, since when. */
export function NewCaseRow({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('hands');
  const now = useNow();
  const { language, timeZone } = useManner();
  const draft = useQuery(newCaseDraftQuery).data;
  if (draft == null) return null;
  const { words, attachments } = draft;
  const said = (key: string) => (typeof words[key] === 'string' ? words[key].trim() : '');
  return (
    <button type="button" className="case-row begun" onClick={onOpen}>
      <span className="l1">
        <span className="name cut">{said('name') || said('email') || t('begun.nobody')}</span>
        <span className="draft-mark">{t('begun.mark')}</span>
        {attachments.length > 0 && (
          <span title={attachments.map((file) => file.name).join(', ')}>
            <IconPaperclip size={13} stroke={1.7} aria-hidden />
            <span className="sr">{t('begun.files', { count: attachments.length })}</span>
          </span>
        )}
      </span>
      <span className="sub cut">{said('subject') || t('begun.noSubject')}</span>
      <span className="first voice cut">{said('text')}</span>
      <span className="l4">
        <span className="grow" />
        <span className="due">{instantWords(new Date(draft.savedAt), now, language, timeZone)}</span>
      </span>
    </button>
  );
}
