import { useTranslation } from 'react-i18next';
import type * as running from '../../../contract/procedures-running.ts';
import { call } from '../../api.ts';
import { ask } from '../../questions.ts';
import { Button } from '../../ui/button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { deed, type Run, type RunStep } from './procedures.data.ts';
import { useWho } from './who.ts';

/** The steps of a run: ticked with space, answered with a press, skipped with a reason; what is done says by whom and when. */
export function RunSteps({ run }: { run: Run }) {
  return (
    <ol className="run-steps">
      {run.steps
        .filter((step) => step.standing !== 'away')
        .map((step) => (
          <OneStep key={step.key} run={run} step={step} />
        ))}
    </ol>
  );
}

function OneStep({ run, step }: { run: Run; step: RunStep }) {
  const { t } = useTranslation('procedures');
  const who = useWho();
  const params = { id: run.id, key: step.key };
  const marked = step.standing === 'done' || step.standing === 'skipped';
  const open = step.standing === 'open' && run.state === 'running' && step.yours;
  const mark = (body: { state: 'done' | 'skipped'; choice?: string; reason?: string }) =>
    void deed('procedures', () =>
      call<typeof running.markStep>('POST', '/procedure-runs/:id/steps/:key', { params, body }),
    );
  const unmark = () =>
    void deed('procedures', () =>
      call<typeof running.unmarkStep>('DELETE', '/procedure-runs/:id/steps/:key', { params }),
    );
  const skip = async () => {
    const answer = await ask({
      title: t('run.skipTitle', { step: step.title }),
      text: t('run.skipText'),
      yes: t('run.skip'),
      reason: { label: t('run.why') },
    });
    if (answer !== undefined) mark({ state: 'skipped', reason: answer.reason });
  };
  const chosen = step.choices.find((choice) => choice.key === step.choice);
  return (
    <li className={`run-step ${step.standing}${step.under === null ? '' : ' part'}`}>
      <label className="row">
        <input
          type="checkbox"
          checked={marked}
          disabled={run.state === 'stopped' || !step.yours || (!marked && (!open || step.choices.length > 0))}
          onChange={() => (marked ? unmark() : mark({ state: 'done' }))}
        />
        <span className="grow">{step.title}</span>
        <span className="dim xs">{step.at === null && who(step.responsible)}</span>
      </label>
      <div className="about sm">
        {step.details !== '' && <p className="mid">{step.details}</p>}
        {!marked && step.doneWhen !== '' && <p className="dim">{t('run.doneWhen', { when: step.doneWhen })}</p>}
        {marked && (
          <p className="dim">
            {step.standing === 'skipped' && `${t('run.skipped')} `}
            {chosen !== undefined && <b className="strong">{chosen.label} </b>}
            {step.reason !== null && `${step.reason} · `}
            {step.by?.name} {step.at !== null && <TimeText at={step.at} />}
          </p>
        )}
        {open && (
          <p className="row wrap">
            {step.choices.map((choice) => (
              <Button key={choice.key} size="s" onClick={() => mark({ state: 'done', choice: choice.key })}>
                {choice.label}
              </Button>
            ))}
            <Button
              size="s"
              kind="quiet"
              aria-label={t('run.skipTitle', { step: step.title })}
              onClick={() => void skip()}
            >
              {t('run.skip')}
            </Button>
          </p>
        )}
      </div>
    </li>
  );
}
