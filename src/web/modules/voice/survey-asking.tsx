import './survey.css';
import '../../ui/small-forms.css';
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-surveys.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { type Bound, useFields } from '../../ui/fields.ts';
import { TextField } from '../../ui/text-fields.tsx';
import { destinationsQuery } from './survey.data.ts';
import type { Survey } from './voice.data.ts';

const whole = (text: string, least: number, most: number) =>
  Math.max(least, Math.min(most, Math.round(Number(text)) || least));

/** Whom we ask, where, how rarely, and when it is enough. */
export function SurveyAsking({ survey }: { survey: Survey }) {
  const { t } = useTranslation('surveys');
  const { may } = useSession();
  const write = may('surveys.write');
  const destinations = useQuery({ ...destinationsQuery, enabled: survey.programme === 'destination' }).data ?? [];
  const { quota } = survey;
  const form = useFields(
    {
      quietDays: String(survey.quietDays),
      priority: String(survey.priority),
      way: survey.way as string,
      expiresDays: String(survey.expiresDays),
      fewest: String(survey.fewest),
      anonymous: survey.anonymous,
      openLink: survey.link !== null,
      destinationId: survey.destinationId ?? '',
      waitHours: String(survey.waitHours),
      answers: String(quota.answers ?? ''),
      perWeek: String(quota.perWeek ?? ''),
      perSegment: (quota.perSegment ?? []).map(({ tag, answers }) => `${tag}: ${answers}`).join(', '),
    },
    async (given) => {
      const saved = await call<typeof contract.changeSurvey>('PATCH', '/surveys/:id', {
        params: { id: survey.id },
        body: {
          quietDays: whole(given.quietDays, 0, 365),
          priority: whole(given.priority, 1, 9),
          way: given.way === 'my' || given.way === 'widget' ? given.way : 'mail',
          expiresDays: whole(given.expiresDays, 1, 365),
          fewest: whole(given.fewest, 1, 100),
          openLink: given.openLink,
          waitHours: whole(given.waitHours, 0, 8760),
          destinationId: given.destinationId === '' ? null : given.destinationId,
          ...(given.anonymous === survey.anonymous ? {} : { anonymous: given.anonymous }),
          quota: {
            ...(given.answers === '' ? {} : { answers: whole(given.answers, 1, 1_000_000) }),
            ...(given.perWeek === '' ? {} : { perWeek: whole(given.perWeek, 1, 1_000_000) }),
            ...(given.perSegment.trim() === '' ? {} : { perSegment: readSegments(given.perSegment) }),
          },
        },
      });
      queryClient.setQueryData(['voice', 'survey', survey.id], saved);
      await queryClient.invalidateQueries({ queryKey: ['voice', 'surveys'] });
      notify(t('listening:survey.saved'));
    },
  );
  const number = (name: 'quietDays' | 'priority' | 'expiresDays' | 'fewest' | 'waitHours' | 'answers' | 'perWeek') => (
    <TextField
      type="number"
      min={name === 'quietDays' || name === 'waitHours' ? 0 : 1}
      disabled={!write}
      bound={form.bind(name)}
      label={t(`asking.${name}`)}
      description={t(`asking.${name}Hint`)}
    />
  );
  return (
    <form className="stack" onSubmit={form.submit}>
      <fieldset disabled={!write} className="survey-grid">
        <legend className="title" style={{ marginBottom: 10 }}>
          {t('asking.how')}
        </legend>
        <label>
          <span className="field-name">{t('asking.way')}</span>
          <select className="choose" {...plain(form.bind('way'))}>
            {(['mail', 'my', 'widget'] as const).map((way) => (
              <option key={way} value={way}>
                {t(`asking.ways.${way}`)}
              </option>
            ))}
          </select>
        </label>
        {number('priority')}
        {number('quietDays')}
        {number('expiresDays')}
        {survey.programme === 'destination' && (
          <>
            <label>
              <span className="field-name">{t('asking.destination')}</span>
              <select className="choose" {...plain(form.bind('destinationId'))}>
                <option value="">{t('asking.every')}</option>
                {destinations.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            {number('waitHours')}
          </>
        )}
      </fieldset>
      <fieldset disabled={!write} className="survey-grid">
        <legend className="title" style={{ margin: '10px 0' }}>
          {t('asking.enough')}
        </legend>
        {number('answers')}
        {number('perWeek')}
        <TextField
          bound={form.bind('perSegment')}
          disabled={!write}
          label={t('asking.perSegment')}
          description={t('asking.perSegmentHint')}
        />
        {number('fewest')}
      </fieldset>
      <Checkbox
        disabled={!write || survey.programme === 'recovery'}
        label={t('asking.anonymous')}
        description={t('asking.anonymousHint')}
        checked={form.values.anonymous}
        onChange={(event) => form.set('anonymous', event.currentTarget.checked)}
      />
      <Checkbox
        disabled={!write}
        label={t('asking.openLink')}
        description={t('asking.openLinkHint')}
        checked={form.values.openLink}
        onChange={(event) => form.set('openLink', event.currentTarget.checked)}
      />
      {survey.link !== null && (
        <p className="row sm" style={{ flexWrap: 'wrap' }}>
          <a href={survey.link} target="_blank" rel="noreferrer" style={{ overflowWrap: 'anywhere' }}>
            {survey.link}
          </a>
          <Button
            size="s"
            onClick={() => void navigator.clipboard.writeText(survey.link ?? '').then(() => notify(t('asking.copied')))}
          >
            {t('asking.copy')}
          </Button>
        </p>
      )}
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      {write && (
        <p>
          <Button kind="go" type="submit" busy={form.busy}>
            {t('listening:survey.save')}
          </Button>
        </p>
      )}
    </form>
  );
}

function plain({ name, value, onChange }: Bound) {
  return { name, value, onChange };
}

/** "gold: 50, new: 20" as tags with their numbers; what cannot be read is left out. */
function readSegments(text: string) {
  return text.split(/[,;\n]/).flatMap((part) => {
    const [tag = '', most = ''] = part.split(':').map((each) => each.trim());
    const answers = Math.round(Number(most));
    return tag === '' || !(answers >= 1) ? [] : [{ tag, answers }];
  });
}
