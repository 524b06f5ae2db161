import './radar.css';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/radar.ts';
import { call } from '../../api.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { moneyWords } from '../../../figures/day-words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { percent } from '../../../figures/figure-words.ts';
import { Initials } from '../../ui/initials.tsx';
import { TextAreaField } from '../../ui/text-fields.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { RadarPlan } from './radar-plan.tsx';
import { type RadarFind, refreshVoice } from './radar.data.ts';

const outcomes = ['reached', 'glad', 'problem', 'no-answer'] as const;

/** One who seems to go quiet: why, what to do, and what came of it. */
export function Find({ find }: { find: RadarFind }) {
  const { t, i18n } = useTranslation('radar');
  const { may, user } = useSession();
  const open = find.state === 'waiting' || find.state === 'taken';
  const mine = find.takenBy?.id === user?.id;
  const [planning, setPlanning] = useState(false);
  const move = async (work: () => Promise<unknown>, said: string) => {
    try {
      await work();
      notify(said);
    } catch (problem) {
      notifyProblem(problem);
    }
    refreshVoice();
  };
  const params = { id: find.id };
  return (
    <article className="card radar-find" aria-label={find.customer.name}>
      <div>
        <p className="row">
          <Initials name={find.customer.name} of="customer" />
          <Link className="strong" to={`/customers/${find.customer.id}`}>
            {find.customer.name}
          </Link>
          {find.value !== null && (
            <span className="dim sm">
              {t('worth', { value: moneyWords(find.value, find.currency, i18n.language) })}
            </span>
          )}
        </p>
        <ul className="reasons">
          {find.reasons.map((reason) => (
            <li key={reason.because}>
              {t(
                reason.because === 'broken-promise' && reason.what === undefined
                  ? 'reason.broken-promiseBare'
                  : `reason.${reason.because}`,
                { ...reason, chance: percent(reason.chance ?? null, i18n.language) },
              )}{' '}
              {reason.caseNumber !== undefined && (
                <Link className="sm" to={`/inbox/${reason.caseNumber}`}>
                  {t('reason.case', { number: reason.caseNumber })}
                </Link>
              )}
            </li>
          ))}
        </ul>
        {find.outcomeWords !== null && <p className="voice">{find.outcomeWords}</p>}
      </div>
      <div className="deeds">
        <p className="sm">
          {!open ? (
            <>
              <b className="strong">{t(`outcome.${find.state}`)}</b>
              {find.takenBy !== null && <span className="dim"> {find.takenBy.name}</span>}{' '}
              <span className="dim">
                <TimeText at={find.outcomeAt ?? find.foundAt} />
              </span>
            </>
          ) : (
            <>
              <span className="dim">{t('proposed')}</span> <b className="strong">{t(`touch.${find.touch}`)}</b>{' '}
              {find.touch === 'call' && find.phone !== null && <a href={`tel:${find.phone}`}>{find.phone}</a>}
              {find.touch === 'mail' && find.email !== null && (
                <a
                  href={`mailto:${find.email}?subject=${encodeURIComponent(find.draft.subject)}&body=${encodeURIComponent(find.draft.text)}`}
                >
                  {find.email}
                </a>
              )}
              {find.phone === null && find.email === null && <span className="dim">{t('noAddress')}</span>}
            </>
          )}
        </p>
        {find.state === 'waiting' && may('recoveries.write') && (
          <div className="row">
            <Button
              kind="go"
              onClick={() =>
                void move(
                  () => call<typeof contract.takeFind>('POST', '/radar/:id/taking', { params, body: {} }),
                  t('taken'),
                )
              }
            >
              {t('take')}
            </Button>
            <Button aria-expanded={planning} onClick={() => setPlanning(!planning)}>
              {t('plan.open')}
            </Button>
          </div>
        )}
        {find.state === 'taken' && (
          <>
            <p className="sm">
              {t('takenBy', { name: find.takenBy?.name })}
              {find.dueAt !== null && (
                <span className="dim">
                  {' '}
                  {t('plan.until')} <TimeText at={find.dueAt} />
                </span>
              )}
            </p>
            {find.taskWords !== null && <p className="sm plain">{find.taskWords}</p>}
            {may('recoveries.write') && (
              <Button
                size="s"
                onClick={() =>
                  void move(() => call<typeof contract.leaveFind>('DELETE', '/radar/:id/taking', { params }), t('left'))
                }
              >
                {t('leave')}
              </Button>
            )}
          </>
        )}
      </div>
      {find.state === 'waiting' && planning && <RadarPlan find={find} onDone={() => setPlanning(false)} />}
      {find.state === 'taken' && mine && may('recoveries.write') && <Outcome find={find} />}
      {open && (
        <details className="draft">
          <summary className="sm">{t('draftTitle')}</summary>
          <pre>{find.draft.text}</pre>
          <Button
            size="s"
            onClick={() => void navigator.clipboard.writeText(find.draft.text).then(() => notify(t('copied')))}
          >
            {t('copy')}
          </Button>
        </details>
      )}
    </article>
  );
}

/** What came of it: four words and, if one likes, theirs. */
function Outcome({ find }: { find: RadarFind }) {
  const { t } = useTranslation('radar');
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('reached');
  const form = useFields({ words: '' }, async ({ words }) => {
    await call<typeof contract.endFind>('POST', '/radar/:id/outcome', {
      params: { id: find.id },
      body: { outcome, ...(words.trim() === '' ? {} : { words: words.trim() }) },
    });
    notify(t(outcome === 'problem' ? 'outcome.recovery' : 'outcome.saved'));
    refreshVoice();
  });
  return (
    <form className="draft" style={{ display: 'grid', gap: 12 }} onSubmit={form.submit}>
      <fieldset className="feelings" style={{ border: 0, padding: 0, margin: 0 }}>
        <legend className="sm strong">{t('outcome.ask')}</legend>
        {outcomes.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={`outcome-${find.id}`}
              checked={outcome === one}
              onChange={() => setOutcome(one)}
            />
            {t(`outcome.${one}`)}
          </label>
        ))}
      </fieldset>
      <TextAreaField
        minRows={1}
        bound={form.bind('words')}
        label={t('outcome.words')}
        description={t('outcome.hint')}
      />
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button kind="go" type="submit" busy={form.busy}>
          {t('outcome.save')}
        </Button>
      </div>
    </form>
  );
}
