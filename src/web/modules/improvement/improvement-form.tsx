import './improvement.css';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/improvement.ts';
import { improvementMetrics, isAboutMoments } from '../../../domain/improvement/metrics.ts';
import { caseChannels } from '../../../domain/cases/words.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { notify } from '../../toasts.ts';
import { ChooseField } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { useTouchpointOptions } from '../../touchpoints.ts';
import { refreshImprovements, type Improvement, type MeasuredWhere, type Metric } from './improvement.data.ts';
import { PowerAnswer } from './power-answer.tsx';

/** Registers an improvement, or changes one that has not started: what we believe, measured by what, by how much. */
export function ImprovementForm(props: {
  improvement?: Improvement;
  /** What it starts from: a problem, a touchpoint. */
  from?: { problemId?: string | undefined; touchpointId?: string | undefined; title?: string };
  onClose: () => void;
}) {
  const { t } = useTranslation(['fixing', 'charts']);
  const { improvement, from, onClose } = props;
  const navigate = useNavigate();
  const touchpoints = useTouchpointOptions();
  const colleagues = useColleagues();
  const plan = improvement?.plan;
  const form = useFields(
    {
      title: improvement?.title ?? from?.title ?? '',
      hypothesis: plan?.hypothesis ?? '',
      metric: plan?.metric ?? 'moments-lost',
      touchpointId: plan?.touchpoint?.id ?? from?.touchpointId ?? '',
      untouchedId: plan?.untouched?.id ?? '',
      channel: plan?.channel ?? '',
      expectedEffect: plan === undefined ? '' : String(Math.round(plan.expectedEffect * 1000) / 10),
      weeks: plan === undefined ? '' : String(plan.weeks),
      promptedOn: plan?.promptedOn ?? '',
      ownerId: improvement?.owner?.id ?? '',
      budget: improvement?.budget === null || improvement === undefined ? '' : String(improvement.budget),
    },
    async (values) => {
      const where = measured(values);
      if (where === undefined) return;
      const weeks = Number(values.weeks);
      const fields = {
        ...where,
        hypothesis: values.hypothesis.trim(),
        untouchedId: where.touchpointId === null ? null : values.untouchedId || null,
        ...(values.weeks.trim() === '' || !Number.isFinite(weeks) ? {} : { weeks: Math.round(weeks) }),
      };
      const rest = {
        title: values.title.trim(),
        ownerId: values.ownerId || null,
        budget: values.budget.trim() === '' ? null : Number(values.budget.replace(',', '.')),
      };
      const saved =
        improvement === undefined
          ? await call<typeof contract.registerImprovement>('POST', '/improvements', {
              body: { ...rest, ...fields, problemId: from?.problemId ?? null },
            })
          : await call<typeof contract.changeImprovement>('PATCH', '/improvements/:id', {
              params: { id: improvement.id },
              body: { ...rest, ...(improvement.state === 'proposed' ? { plan: fields } : {}) },
            });
      await refreshImprovements();
      notify(t(improvement === undefined ? 'form.registered' : 'form.saved'));
      onClose();
      if (improvement === undefined) void navigate({ to: `/improve/improvements/${saved.id}` });
    },
  );
  const { metric, touchpointId, channel, expectedEffect, promptedOn } = form.values;
  const where = useDeferredValue(
    useMemo(
      () => measured({ metric, touchpointId, channel, expectedEffect, promptedOn }),
      [metric, touchpointId, channel, expectedEffect, promptedOn],
    ),
  );
  const moments = isAboutMoments(metric);
  const locked = improvement !== undefined && improvement.state !== 'proposed';
  return (
    <Dialog opened onClose={onClose} title={t(improvement === undefined ? 'form.title' : 'form.change')} width={640}>
      <form className="stacked" onSubmit={form.submit}>
        <TextField data-autofocus required maxLength={300} bound={form.bind('title')} label={t('form.name')} />
        {!locked && (
          <>
            <TextAreaField
              required
              minRows={2}
              bound={form.bind('hypothesis')}
              label={t('plan.hypothesis')}
              description={t('form.hypothesisHint')}
            />
            <div className="pair">
              <ChooseField
                label={t('plan.metric')}
                bound={form.bind('metric')}
                options={improvementMetrics.map(
                  (one) => [one, t(`charts:metric.${one}`, { context: 'everywhere' })] as const,
                )}
              />
              {moments && (
                <ChooseField
                  label={t('form.place')}
                  bound={form.bind('touchpointId')}
                  options={[['', t('form.everywhere')], ...touchpoints]}
                />
              )}
              <TextField
                required
                type="number"
                min={0.1}
                max={100}
                step="any"
                bound={form.bind('expectedEffect')}
                label={t(metric === 'moments-lost' ? 'form.fewer' : 'form.more')}
                description={t('form.points')}
              />
              <ChooseField
                label={t('form.channel')}
                bound={form.bind('channel')}
                options={[
                  ['', t('form.allChannels')],
                  ...caseChannels.map((one) => [one, t(`charts:channel.${one}`)] as const),
                ]}
              />
            </div>
            <PowerAnswer where={where} />
            <div className="pair">
              <TextField
                type="number"
                min={4}
                max={104}
                bound={form.bind('weeks')}
                label={t('form.weeks')}
                description={t('form.weeksHint')}
              />
              <TextField
                type="date"
                bound={form.bind('promptedOn')}
                label={t('form.prompted')}
                description={t('form.promptedHint')}
              />
              {moments && touchpointId !== '' && (
                <ChooseField
                  label={t('form.untouched')}
                  bound={form.bind('untouchedId')}
                  options={[['', t('form.nobody')], ...touchpoints.filter(([value]) => value !== touchpointId)]}
                  hint={t('form.untouchedHint')}
                />
              )}
            </div>
          </>
        )}
        <div className="pair">
          <ChooseField
            label={t('owner')}
            bound={form.bind('ownerId')}
            options={[['', t('form.nobody')], ...colleagues.map(({ id, name }) => [id, name] as const)]}
          />
          <TextField type="number" min={0} step="any" bound={form.bind('budget')} label={t('form.budget')} />
        </div>
        <FormEnd form={form} go={t(improvement === undefined ? 'form.register' : 'form.save')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}

/** What is measured, once the expected effect is a number; points as typed, a comma or a point. */
function measured(values: {
  metric: string;
  touchpointId: string;
  channel: string;
  expectedEffect: string;
  promptedOn: string;
}): MeasuredWhere | undefined {
  const points = Number(values.expectedEffect.replace(',', '.'));
  if (values.expectedEffect.trim() === '' || !(points > 0) || points > 100) return undefined;
  const metric = values.metric as Metric;
  return {
    metric,
    touchpointId: isAboutMoments(metric) ? values.touchpointId || null : null,
    channel: values.channel || null,
    expectedEffect: points / 100,
    promptedOn: values.promptedOn || null,
  };
}
