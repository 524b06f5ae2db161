import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/choices.tsx';
import { Chip } from '../../ui/chip.tsx';
import { NumberBox, WordBox } from './boxes.tsx';
import type { Procedure, ProcedureContent, ProcedureStep } from './procedures.data.ts';
import { useEverybody, useWho } from './who.ts';

type Findings = Procedure['findings'];

/** The steps as they are written: each opens to its fields; moved, nested and removed by buttons, all reached with the keyboard. */
export function StepList(props: {
  content: ProcedureContent;
  findings: Findings;
  write: boolean;
  onSteps: (steps: ProcedureStep[]) => void;
}) {
  const { t } = useTranslation('procedures');
  const { content, findings, write, onSteps } = props;
  const { steps } = content;
  const put = (at: number, step: ProcedureStep) => onSteps(steps.map((one, place) => (place === at ? step : one)));
  const move = (at: number, by: -1 | 1) => {
    const next = [...steps];
    const [one] = next.splice(at, 1);
    if (one !== undefined) next.splice(at + by, 0, one);
    onSteps(next);
  };
  const add = () => onSteps([...steps, newStep(steps)]);
  const general = findings.filter((finding) => finding.stepKey === null);
  return (
    <div className="block">
      <h3 className="label">{t('edit.steps', { count: steps.length })}</h3>
      {general.map((finding) => (
        <p key={finding.code} className="sm">
          {t(`finding.${finding.code}`)}
        </p>
      ))}
      <ol className="step-list">
        {steps.map((step, at) => (
          <li key={step.key}>
            <StepEdit
              step={step}
              at={at}
              steps={steps}
              write={write}
              findings={findings.filter((finding) => finding.stepKey === step.key)}
              onStep={(next) => put(at, next)}
              onMove={(by) => move(at, by)}
              onDrop={() => onSteps(steps.filter((one) => one !== step && one.under !== step.key))}
            />
          </li>
        ))}
      </ol>
      {write && (
        <p className="no-print">
          <Button onClick={add}>{t('edit.addStep')}</Button>
        </p>
      )}
    </div>
  );
}

function StepEdit(props: {
  step: ProcedureStep;
  at: number;
  steps: readonly ProcedureStep[];
  write: boolean;
  findings: Findings;
  onStep: (step: ProcedureStep) => void;
  onMove: (by: -1 | 1) => void;
  onDrop: () => void;
}) {
  const { t } = useTranslation('procedures');
  const { step, at, steps, write, findings, onStep, onMove, onDrop } = props;
  const who = useWho();
  const everybody = useEverybody();
  const set = (change: Partial<ProcedureStep>) => onStep({ ...step, ...change });
  const above = steps.slice(0, at).findLast((one) => one.under === null);
  const later = steps.slice(at + 1).filter((one) => one.under === null);
  const one = (key: 'responsible' | 'accountable') => (
    <Field name={t(`edit.${key}`)}>
      <select className="choose" value={step[key]} onChange={(event) => set({ [key]: event.currentTarget.value })}>
        {everybody.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
  const many = (key: 'consulted' | 'informed') => (
    <Field name={t(`edit.${key}`)}>
      <select
        className="choose"
        multiple
        size={3}
        value={[...step[key]]}
        onChange={(event) => set({ [key]: [...event.currentTarget.selectedOptions].map((option) => option.value) })}
      >
        {everybody
          .filter(([value]) => value !== '')
          .map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
      </select>
    </Field>
  );
  return (
    <details className={step.under === null ? 'step-edit' : 'step-edit part'} open={step.title === ''}>
      <summary>
        <span className="grow">{step.title === '' ? t('edit.newStep') : step.title}</span>
        <span className="dim xs">{who(step.responsible)}</span>
        {findings.length > 0 && (
          <Chip kind={findings.some((finding) => finding.stops) ? 'risk' : 'think'}>
            {t('edit.findings', { count: findings.length })}
          </Chip>
        )}
      </summary>
      {findings.length > 0 && (
        <ul className="sm">
          {findings.map((finding) => (
            <li key={finding.code}>{t(`finding.${finding.code}`)}</li>
          ))}
        </ul>
      )}
      <fieldset disabled={!write} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <legend className="sr">{step.title}</legend>
        <div className="grid">
          <WordBox name={t('edit.title')} value={step.title} onWord={(title) => set({ title })} wide />
          <WordBox name={t('edit.doneWhen')} value={step.doneWhen} onWord={(doneWhen) => set({ doneWhen })} lines={2} />
          <WordBox
            name={t('edit.customerWords')}
            value={step.customerWords}
            onWord={(customerWords) => set({ customerWords })}
            lines={2}
          />
          <WordBox name={t('edit.details')} value={step.details} onWord={(details) => set({ details })} lines={2} />
          <NumberBox
            name={t('edit.minutes')}
            value={step.minutes}
            onNumber={(minutes) => set({ minutes: minutes === null ? null : Math.round(minutes) })}
          />
          {one('responsible')}
          {one('accountable')}
          {many('consulted')}
          {many('informed')}
        </div>
        <p className="row wrap">
          <label className="row sm">
            <input
              type="checkbox"
              checked={step.behindTheScenes}
              onChange={(event) => set({ behindTheScenes: event.currentTarget.checked })}
            />
            {t('edit.behindTheScenes')}
          </label>
          {above !== undefined && (
            <label className="row sm">
              <input
                type="checkbox"
                checked={step.under !== null}
                onChange={(event) =>
                  set(event.currentTarget.checked ? { under: above.key, choices: [] } : { under: null })
                }
              />
              {t('edit.partOf', { title: above.title })}
            </label>
          )}
        </p>
        {step.under === null && <Choices step={step} later={later} onChoices={(choices) => set({ choices })} />}
        {write && (
          <p className="row wrap no-print">
            <Button
              kind="icon"
              aria-label={t('edit.up', { title: step.title })}
              disabled={at === 0}
              onClick={() => onMove(-1)}
            >
              <IconArrowUp size={16} stroke={1.7} aria-hidden />
            </Button>
            <Button
              kind="icon"
              aria-label={t('edit.down', { title: step.title })}
              disabled={at === steps.length - 1}
              onClick={() => onMove(1)}
            >
              <IconArrowDown size={16} stroke={1.7} aria-hidden />
            </Button>
            <Button kind="icon" aria-label={t('edit.dropStep', { title: step.title })} onClick={onDrop}>
              <IconTrash size={16} stroke={1.7} aria-hidden />
            </Button>
          </p>
        )}
      </fieldset>
    </details>
  );
}

/** The answers of a step and where each leads. */
function Choices(props: {
  step: ProcedureStep;
  later: readonly ProcedureStep[];
  onChoices: (choices: ProcedureStep['choices']) => void;
}) {
  const { t } = useTranslation('procedures');
  const { step, later, onChoices } = props;
  const add = () => {
    const key = `c${String(Math.max(0, ...step.choices.map((one) => Number(one.key.slice(1)) || 0)) + 1)}`;
    const label = step.choices.length === 0 ? t('edit.yes') : step.choices.length === 1 ? t('edit.no') : '?';
    onChoices([...step.choices, { key, label, next: null }]);
  };
  return (
    <div className="stack">
      {step.choices.map((choice) => {
        const put = (change: Partial<typeof choice>) =>
          onChoices(step.choices.map((one) => (one === choice ? { ...choice, ...change } : one)));
        return (
          <p key={choice.key} className="row wrap at-end">
            <WordBox name={t('edit.answer')} value={choice.label} onWord={(label) => put({ label })} required />
            <Field name={t('edit.leadsTo')}>
              <select
                className="choose"
                value={choice.next ?? ''}
                onChange={(event) => put({ next: event.currentTarget.value || null })}
              >
                <option value="">{t('edit.inOrder')}</option>
                {later.map((one) => (
                  <option key={one.key} value={one.key}>
                    {one.title}
                  </option>
                ))}
                <option value="end">{t('edit.end')}</option>
              </select>
            </Field>
            <Button
              size="s"
              kind="quiet"
              aria-label={`${t('sheet.drop')}: ${choice.label}`}
              onClick={() => onChoices(step.choices.filter((one) => one !== choice))}
            >
              {t('sheet.drop')}
            </Button>
          </p>
        );
      })}
      <p className="no-print">
        <Button size="s" kind="quiet" onClick={add}>
          {t('edit.addAnswer')}
        </Button>
      </p>
    </div>
  );
}

function newStep(steps: readonly ProcedureStep[]): ProcedureStep {
  const highest = Math.max(0, ...steps.map((one) => Number(/^s(\d+)$/.exec(one.key)?.[1] ?? 0)));
  return {
    key: `s${String(highest + 1)}`,
    title: '',
    details: '',
    responsible: 'assignee',
    accountable: '',
    consulted: [],
    informed: [],
    doneWhen: '',
    customerWords: '',
    behindTheScenes: false,
    minutes: null,
    under: null,
    choices: [],
  };
}
