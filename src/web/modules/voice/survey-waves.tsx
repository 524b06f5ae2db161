import './survey.css';
import '../../ui/small-forms.css';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-surveys-asking.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { ShowMore } from '../../ui/show-more.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { type Wave, wavesQuery } from './survey.data.ts';

const strata = ['none', 'language', 'organisation', 'channel', 'vip'] as const;

/** Waves: a random part of the customers at one time, drawn by a seed that anybody can check. */
export function SurveyWaves({ surveyId }: { surveyId: string }) {
  const { t } = useTranslation('surveys');
  const { may } = useSession();
  const list = usePaged(wavesQuery(surveyId));
  const renew = () => queryClient.invalidateQueries({ queryKey: ['voice', 'waves', surveyId] });
  const callOff = (wave: Wave) =>
    void call<typeof contract.callOffWave>('POST', '/surveys/waves/:id/call-off', { params: { id: wave.id } })
      .then(() => renew())
      .then(() => notify(t('waves.off')))
      .catch((problem: unknown) => notifyProblem(problem));
  return (
    <section aria-labelledby="waves">
      <h2 className="title" id="waves">
        {t('waves.title')}
      </h2>
      <p className="dim sm">{t('waves.what')}</p>
      {may('surveys.write') && <WaveForm key={list.items.length} surveyId={surveyId} onPlanned={renew} />}
      {list.error !== null && <ErrorNotice problem={list.error} onAgain={list.again} />}
      {!list.pending && list.items.length === 0 && <p className="dim sm">{t('waves.none')}</p>}
      <ul className="waves">
        {list.items.map((wave) => (
          <li key={wave.id}>
            <p className="row">
              <b className="strong">{wave.name}</b>
              <Chip kind={wave.state === 'drawn' ? 'line' : 'plain'}>{t(`waves.states.${wave.state}`)}</Chip>
              <span className="grow" />
              <TimeText at={wave.startsAt} />
            </p>
            <p className="dim sm">
              {wave.drawn === null
                ? t('waves.share', { share: Math.round(wave.share * 100) })
                : t('waves.drawn', { drawn: wave.drawn, eligible: wave.eligible ?? 0 })}{' '}
              · {t('waves.seed', { seed: wave.seed })}
              {wave.everyDays !== null && ` · ${t('waves.every', { count: wave.everyDays })}`}
            </p>
            {wave.counts.length > 1 && (
              <p className="dim xs">
                {wave.counts
                  .map(({ stratum, eligible, drawn }) => `${stratum || '–'} ${drawn}/${eligible}`)
                  .join(' · ')}
              </p>
            )}
            {wave.state !== 'called-off' && may('surveys.write') && (
              <Button size="s" kind="quiet" onClick={() => callOff(wave)}>
                {t('waves.callOff')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ShowMore more={list.more} />
    </section>
  );
}

function WaveForm({ surveyId, onPlanned }: { surveyId: string; onPlanned: () => Promise<void> }) {
  const { t } = useTranslation('surveys');
  const form = useFields(
    { name: '', startsAt: '', share: '10', strata: 'none', perStratum: '', tag: '', everyDays: '', seed: '' },
    async (given) => {
      const size = Math.round(Number(given.perStratum));
      const every = Math.round(Number(given.everyDays));
      await call<typeof contract.planWave>('POST', '/surveys/:id/waves', {
        params: { id: surveyId },
        body: {
          name: given.name.trim(),
          startsAt: (given.startsAt === '' ? new Date() : new Date(given.startsAt)).toISOString(),
          share: Math.min(1, Math.max(0.001, Number(given.share) / 100 || 0.1)),
          strata: strata.find((each) => each === given.strata) ?? 'none',
          ...(size >= 1 ? { perStratum: size } : {}),
          ...(given.tag.trim() === '' ? {} : { tag: given.tag.trim() }),
          ...(every >= 1 ? { everyDays: every } : {}),
          ...(given.seed.trim() === '' ? {} : { seed: given.seed.trim() }),
        },
      });
      await onPlanned();
      notify(t('waves.planned'));
    },
  );
  const { error: _, ...chosen } = form.bind('strata');
  return (
    <form className="stack card survey-card-form" style={{ margin: '12px 0' }} onSubmit={form.submit}>
      <div className="survey-grid">
        <TextField required maxLength={300} bound={form.bind('name')} label={t('waves.name')} />
        <TextField
          type="datetime-local"
          bound={form.bind('startsAt')}
          label={t('waves.starts')}
          description={t('waves.now')}
        />
        <TextField type="number" min={0.1} max={100} step={0.1} bound={form.bind('share')} label={t('waves.percent')} />
        <label>
          <span className="field-name">{t('waves.strata')}</span>
          <select className="choose" {...chosen}>
            {strata.map((each) => (
              <option key={each} value={each}>
                {t(`waves.by.${each}`)}
              </option>
            ))}
          </select>
        </label>
        {form.values.strata !== 'none' && (
          <TextField type="number" min={1} bound={form.bind('perStratum')} label={t('waves.perStratum')} />
        )}
        <TextField maxLength={60} bound={form.bind('tag')} label={t('waves.tag')} />
        <TextField type="number" min={1} bound={form.bind('everyDays')} label={t('waves.repeat')} />
        <TextField
          maxLength={60}
          bound={form.bind('seed')}
          label={t('waves.seedLabel')}
          description={t('waves.seedHint')}
        />
      </div>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      <p>
        <Button kind="go" type="submit" busy={form.busy}>
          {t('waves.plan')}
        </Button>
      </p>
    </form>
  );
}
