import './brief.css';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import type { BriefSlot } from './customers.data.ts';

/** Where an answer comes from, and what was known before. */
export function BriefWhere({ slot }: { slot: BriefSlot }) {
  const { t } = useTranslation(['customers', 'brief']);
  const [open, setOpen] = useState(false);
  const { answer, history } = slot;
  if (answer === null) return null;
  return (
    <div className="where">
      {answer.quote !== null && answer.quote !== answer.statement && <p className="voice">“{answer.quote}”</p>}
      <p className="dim xs">
        {t(`brief.confidence.${answer.confidence}`)} <TimeText at={answer.saidAt} />
        {answer.source !== null && <> · {t(`brief:source.${answer.source}`)}</>}
        {answer.caseNumber !== null && (
          <>
            {' · '}
            <Link
              to="/inbox/{-$number}"
              params={{ number: String(answer.caseNumber) }}
              search={{} as never}
              {...(answer.messageId === null ? {} : { hash: `message-${answer.messageId}` })}
            >
              #{answer.caseNumber}
            </Link>
          </>
        )}
        {answer.notedBy !== null && <> · {t('brief.notedBy', { name: answer.notedBy.name })}</>}
      </p>
      {history.length > 0 && (
        <Button size="s" kind="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('brief.before', { count: history.length })}
        </Button>
      )}
      {open &&
        history.map((one) => (
          <p key={one.id} className="voice dim">
            {one.statement} <TimeText at={one.saidAt} />
          </p>
        ))}
    </div>
  );
}
