import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/decisions.ts';
import { call } from '../../api.ts';
import { notifyProblem } from '../../toasts.ts';
import { showDecision, type Decision } from './improvement.data.ts';

/** What we say to whoever sits in the seat. Kept when one leaves the field; read only once it is decided. */
export function SeatAnswer({ decision }: { decision: Decision }) {
  const { t } = useTranslation('fixing');
  const [words, setWords] = useState(decision.seatAnswer);
  const [keeping, setKeeping] = useState(false);
  const name = decision.seat.objection?.customer?.name.split(' ')[0];
  const keep = async () => {
    if (words === decision.seatAnswer) return;
    setKeeping(true);
    try {
      showDecision(
        await call<typeof contract.changeDecision>('PATCH', '/decisions/:id', {
          params: { id: decision.id },
          body: { seatAnswer: words },
        }),
      );
    } catch (problem) {
      notifyProblem(problem, () => void keep());
    } finally {
      setKeeping(false);
    }
  };
  if (decision.state !== 'draft') {
    return (
      <section style={{ marginTop: 26 }}>
        <h2 className="strong">{t('decision.answer')}</h2>
        <p style={{ fontSize: 'var(--t-lg)', marginTop: 4, whiteSpace: 'pre-line' }}>{decision.seatAnswer}</p>
      </section>
    );
  }
  return (
    <Textarea
      style={{ marginTop: 26 }}
      size="md"
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      autosize
      minRows={4}
      maxLength={5000}
      label={t('decision.answer')}
      description={keeping ? t('decision.keeping') : t('decision.answerHint')}
      placeholder={name === undefined ? t('decision.say') : t('decision.sayTo', { name })}
      value={words}
      onChange={(event) => setWords(event.currentTarget.value)}
      onBlur={() => void keep()}
    />
  );
}
