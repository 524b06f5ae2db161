import './brief.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { AnswerForm } from './answer-form.tsx';
import { BriefWhere } from './brief-where.tsx';
import type { Brief as BriefData, BriefSlot } from './customers.data.ts';

/**
 * The eight answers in the customer's own words. What is not known says what to ask; pressed, it takes the answer.
 * `full` also tells where each answer comes from, and the answers before it.
 */
export function Brief({ customerId, brief, full }: { customerId: string; brief: BriefData; full?: boolean }) {
  const { may } = useSession();
  const [asking, setAsking] = useState<BriefSlot>();
  return (
    <>
      <dl className={full === true ? 'brief full' : 'brief'}>
        {brief.slots.map((slot) => (
          <Slot
            key={slot.question}
            slot={slot}
            next={slot.question === brief.next}
            full={full === true}
            onAsk={may('customers.write') ? () => setAsking(slot) : undefined}
          />
        ))}
      </dl>
      {asking && <AnswerForm customerId={customerId} slot={asking} onClose={() => setAsking(undefined)} />}
    </>
  );
}

function Slot(props: {
  slot: BriefSlot;
  /** The one to ask next says so in full. */
  next: boolean;
  full: boolean;
  onAsk: (() => void) | undefined;
}) {
  const { slot, next, full, onAsk } = props;
  const { t } = useTranslation('customers');
  const { question, answer } = slot;
  return (
    <div>
      <dt>{t(`brief.${question}`)}</dt>
      <dd>
        {answer === null ? (
          <button type="button" className="ask" disabled={onAsk === undefined} onClick={onAsk}>
            {next ? (
              t('brief.unknown', { ask: t(`brief.ask.${question}`) })
            ) : (
              <>
                <span className="sr">{t('brief.unknown', { ask: '' })}</span>
                {t(`brief.ask.${question}`)}
              </>
            )}
          </button>
        ) : (
          <>
            <button
              type="button"
              className={answer.stale ? 'known voice stale' : 'known voice'}
              title={answer.quote === null ? undefined : `“${answer.quote}”`}
              disabled={onAsk === undefined}
              onClick={onAsk}
            >
              {answer.statement}
              <span className="sr"> {t('brief.change')}</span>
            </button>
            {answer.confidence === 'think' && !full && <span className="dim xs"> {t('brief.think')}</span>}
            {answer.stale && (
              <>
                {' '}
                <span className="chip think">{t('brief.stale')}</span>
              </>
            )}
            {full && <BriefWhere slot={slot} />}
          </>
        )}
      </dd>
    </div>
  );
}
