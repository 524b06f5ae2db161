import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../contract/decisions.ts';
import { call } from '../api.ts';
import { Deciders } from '../modules/improvement/deciders.tsx';
import { DecisionForm } from '../modules/improvement/decision-form.tsx';
import { EmptySeat } from '../modules/improvement/empty-seat.tsx';
import { Finish } from '../modules/improvement/finish.tsx';
import { decisionQuery, showDecision } from '../modules/improvement/improvement.data.ts';
import { OptionTable } from '../modules/improvement/option-table.tsx';
import { OptionsForm } from '../modules/improvement/options-form.tsx';
import { metricWords } from '../modules/improvement/plan-words.ts';
import { SeatAnswer } from '../modules/improvement/seat-answer.tsx';
import { queryClient } from '../query-client.ts';
import { useSession } from '../session.ts';
import { notifyProblem } from '../toasts.ts';
import { Button } from '../ui/button.tsx';
import { dayWords, numberWords } from '../../figures/day-words.ts';
import { Answer, Eyebrow } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** A decision: half the screen belongs to whoever it is about. */
export function Screen() {
  const { t, i18n } = useTranslation(['fixing', 'charts']);
  const { id }: { id: string } = useParams({ strict: false });
  const { may } = useSession();
  const [open, setOpen] = useState<'form' | 'options'>();
  const found = useQuery(decisionQuery(id));
  if (found.isPending) return <ScreenSkeleton />;
  if (found.data === undefined) throw found.error;
  const decision = found.data;
  const { expectation, score, restsOn, touchpoint } = decision;
  const language = i18n.language;
  const write = may('improvement.write') && decision.state === 'draft';
  const choose = async (chosen: number) => {
    // The dot moves at once; a refusal moves it back.
    queryClient.setQueryData(decisionQuery(id).queryKey, { ...decision, chosen });
    try {
      showDecision(
        await call<typeof contract.changeDecision>('PATCH', '/decisions/:id', { params: { id }, body: { chosen } }),
      );
    } catch (problem) {
      queryClient.setQueryData(decisionQuery(id).queryKey, decision);
      notifyProblem(problem);
    }
  };
  return (
    <div className="halves">
      <EmptySeat seat={decision.seat} />
      <section className="decided" aria-labelledby="question">
        <Eyebrow
          parts={[
            <Link key="up" to="/improve" search={{ show: 'decisions' }}>
              {t('decision.one')}
            </Link>,
            ...(touchpoint === null
              ? []
              : [
                  <Link key="place" to={`/journeys/touchpoints/${touchpoint.id}`}>
                    {touchpoint.name}
                  </Link>,
                ]),
            t(`decisions.state.${decision.state}`),
          ]}
        />
        <div id="question">
          <Answer>{decision.question}</Answer>
        </div>
        <p className="sm dim" style={{ marginTop: 8 }}>
          {restsOn !== null && (
            <>
              {t('decision.restsOn')} <Link to={restsOn.link}>{restsOn.title}</Link>.{' '}
            </>
          )}
          {t('decision.readBy', {
            k: decision.deciders.filter(({ opinion }) => opinion !== 'reading').length,
            count: decision.deciders.length,
          })}
        </p>
        {write && (
          <p className="row" style={{ marginTop: 10 }}>
            <Button size="s" onClick={() => setOpen('form')}>
              {t('moves.change')}
            </Button>
            <Button size="s" onClick={() => setOpen('options')}>
              {t(decision.options.length === 0 ? 'decision.addOptions' : 'decision.changeOptions')}
            </Button>
          </p>
        )}
        {decision.options.length > 0 && (
          <OptionTable decision={decision} {...(write ? { onChoose: (place) => void choose(place) } : {})} />
        )}
        <SeatAnswer key={decision.id} decision={decision} />
        <div className="two">
          <section aria-labelledby="expected">
            <h2 id="expected">
              {decision.reviewOn === null
                ? t('decision.know')
                : t('decision.knowOn', { day: dayWords(decision.reviewOn, language, true) })}
            </h2>
            <p className="mid">
              {expectation === null
                ? t('decision.expectsNothing')
                : t(`decision.expected.${expectation.metric === 'moments-lost' ? 'falls' : 'rises'}`, {
                    metric: metricWords((key, values) => t(key, values ?? {}), expectation.metric, touchpoint?.name),
                    points: numberWords(expectation.expectedEffect * 100, language, 1),
                  })}
            </p>
          </section>
          <Deciders decision={decision} />
        </div>
        {score !== null && (
          <section style={{ marginBottom: 20 }}>
            <h2 className="strong">{t(`decisions.outcome.${score.outcome}`)}</h2>
            <p className="mid">{score.words}</p>
            <p className="dim xs">
              {score.by?.name} <TimeText at={score.at} />
              {score.difference !== null &&
                score.low !== null &&
                score.high !== null &&
                ` · ${t('decision.measured', {
                  points: numberWords(score.difference * 100, language, 1),
                  low: numberWords(score.low * 100, language, 1),
                  high: numberWords(score.high * 100, language, 1),
                })}`}
            </p>
          </section>
        )}
        <Finish decision={decision} />
      </section>
      {open === 'form' && <DecisionForm decision={decision} onClose={() => setOpen(undefined)} />}
      {open === 'options' && <OptionsForm decision={decision} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
