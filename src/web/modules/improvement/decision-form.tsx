import './improvement.css';
import { Checkbox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/decisions.ts';
import { improvementMetrics } from '../../../domain/improvement/metrics.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { ChooseField } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { useTouchpointOptions } from '../../touchpoints.ts';
import { showDecision, type Decision, type Metric } from './improvement.data.ts';

/** Drafts a decision, or changes who decides, where, and what is expected of it. The seat fills itself from the records. */
export function DecisionForm(props: {
  decision?: Decision;
  from?: { touchpointId?: string | undefined; problemId?: string | undefined; improvementId?: string | undefined };
  onClose: () => void;
}) {
  const { t } = useTranslation(['fixing', 'charts']);
  const { decision, from, onClose } = props;
  const navigate = useNavigate();
  const touchpoints = useTouchpointOptions();
  const colleagues = useColleagues();
  const [deciders, setDeciders] = useState<readonly string[]>(decision?.deciders.map(({ id }) => id) ?? []);
  const form = useFields(
    {
      question: decision?.question ?? '',
      touchpointId: decision?.touchpoint?.id ?? from?.touchpointId ?? '',
      metric: decision?.expectation?.metric ?? '',
      expectedEffect:
        decision?.expectation === null || decision === undefined
          ? ''
          : String(Math.round(decision.expectation.expectedEffect * 1000) / 10),
      restsTitle: decision?.restsOn?.title ?? '',
      restsLink: decision?.restsOn?.link ?? '',
    },
    async (values) => {
      const points = Number(values.expectedEffect.replace(',', '.'));
      const expects = values.metric !== '' && points > 0 && points <= 100;
      const body = {
        question: values.question.trim(),
        touchpointId: values.touchpointId || null,
        deciderIds: [...deciders],
        expectation: expects ? { metric: values.metric as Metric, expectedEffect: points / 100 } : null,
        restsOn:
          values.restsTitle.trim() === '' || !values.restsLink.startsWith('/')
            ? null
            : { title: values.restsTitle.trim(), link: values.restsLink.trim() },
      };
      const saved =
        decision === undefined
          ? await call<typeof contract.draftDecision>('POST', '/decisions', {
              body: { ...body, problemId: from?.problemId ?? null, improvementId: from?.improvementId ?? null },
            })
          : await call<typeof contract.changeDecision>('PATCH', '/decisions/:id', {
              params: { id: decision.id },
              body,
            });
      showDecision(saved);
      onClose();
      if (decision === undefined) void navigate({ to: `/improve/decisions/${saved.id}` });
    },
  );
  return (
    <Dialog opened onClose={onClose} title={t(decision === undefined ? 'decision.new' : 'decision.change')} width={560}>
      <form className="stacked" onSubmit={form.submit}>
        <TextField
          data-autofocus
          required
          maxLength={300}
          bound={form.bind('question')}
          label={t('decision.question')}
          description={t('decision.questionHint')}
        />
        <ChooseField
          label={t('decision.about')}
          bound={form.bind('touchpointId')}
          options={[['', t('problems.everywhere')], ...touchpoints]}
          hint={t('decision.aboutHint')}
        />
        <div className="pair">
          <ChooseField
            label={t('decision.expects')}
            bound={form.bind('metric')}
            options={[
              ['', t('decision.nothing')],
              ...improvementMetrics.map((one) => [one, t(`charts:metric.${one}`, { context: 'everywhere' })] as const),
            ]}
          />
          {form.values.metric !== '' && (
            <TextField
              type="number"
              min={0.1}
              max={100}
              step="any"
              bound={form.bind('expectedEffect')}
              label={t(form.values.metric === 'moments-lost' ? 'form.fewer' : 'form.more')}
              description={t('form.points')}
            />
          )}
        </div>
        <div className="pair">
          <TextField
            bound={form.bind('restsTitle')}
            label={t('decision.rests')}
            description={t('decision.restsHint')}
          />
          <TextField
            bound={form.bind('restsLink')}
            label={t('decision.restsLink')}
            pattern="/.*"
            placeholder="/measure"
          />
        </div>
        <fieldset>
          <legend className="field-name">{t('decision.who')}</legend>
          <div className="row" style={{ flexWrap: 'wrap', gap: '8px 18px' }}>
            {colleagues.slice(0, 30).map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={deciders.includes(id)}
                onChange={() =>
                  setDeciders((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]))
                }
              />
            ))}
          </div>
        </fieldset>
        <FormEnd form={form} go={t(decision === undefined ? 'decision.draft' : 'form.save')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
