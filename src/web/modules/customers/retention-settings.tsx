import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/privacy.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { TimeText } from '../../ui/time-text.tsx';

/** How long each kind of record is kept, what a rule would take now, and what was taken night by night. */
export function RetentionSettings() {
  const { t } = useTranslation('records');
  const rules = useQuery({
    queryKey: ['retention', 'rules'],
    queryFn: ({ signal }) => call<typeof contract.listRetentionRules>('GET', '/retention/rules', { signal }),
  });
  const runs = useQuery({
    queryKey: ['retention', 'runs'],
    queryFn: ({ signal }) =>
      call<typeof contract.listRetentionRuns>('GET', '/retention/runs', { query: { limit: 20 }, signal }),
  });
  return (
    <Block id="retention" title={t('retention.title')}>
      <p className="mid">{t('retention.why')}</p>
      <ul className="rows">
        {rules.data?.map((rule) => (
          <Rule key={`${rule.kind}${rule.changedAt ?? ''}`} rule={rule} />
        ))}
      </ul>
      <h3 className="label">{t('retention.runs')}</h3>
      {runs.data?.items.length === 0 && <p className="dim">{t('retention.noRuns')}</p>}
      <ul className="rows">
        {runs.data?.items.map((run) => (
          <li key={run.id}>
            <span className="grow">{t(`retention.kind.${run.kind}`)}</span>
            <span className="dim xs">{run.error ?? t('retention.took', { done: run.done, found: run.found })}</span>
            <TimeText at={run.at} />
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Rule({ rule }: { rule: contract.RetentionRule }) {
  const { t } = useTranslation('records');
  const [days, setDays] = useState(String(rule.afterDays));
  const [trial, setTrial] = useState<contract.RetentionTry>();
  const run = async (deed: () => Promise<unknown>) => {
    try {
      await deed();
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const save = (active: boolean) =>
    run(async () => {
      await call<typeof contract.changeRetentionRule>('PUT', '/retention/rules/:kind', {
        params: { kind: rule.kind },
        body: { active, afterDays: Number(days) },
      });
      await queryClient.invalidateQueries({ queryKey: ['retention'] });
      notify(t('retention.saved'));
    });
  const kind = t(`retention.kind.${rule.kind}`);
  return (
    <li className="wrap">
      <span className="grow">{kind}</span>
      <label className="row xs">
        {t('retention.after')}
        <input
          className="choose"
          style={{ width: 90 }}
          type="number"
          min={1}
          max={36_500}
          value={days}
          aria-label={`${kind}: ${t('retention.days')}`}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        {t('retention.days')}
      </label>
      <Button
        size="s"
        onClick={() =>
          void run(async () =>
            setTrial(
              await call<typeof contract.tryRetentionRule>('GET', '/retention/trial', {
                query: { kind: rule.kind, afterDays: Number(days) },
              }),
            ),
          )
        }
      >
        {t('retention.try')}
      </Button>
      <Button size="s" aria-pressed={rule.active} onClick={() => void save(!rule.active)}>
        {t(rule.active ? 'retention.on' : 'retention.off')}
      </Button>
      {rule.active && Number(days) !== rule.afterDays && (
        <Button size="s" kind="go" onClick={() => void save(true)}>
          {t('fields.save')}
        </Button>
      )}
      {trial !== undefined && (
        <p className="xs mid" role="status" style={{ flexBasis: '100%' }}>
          {t('retention.would', { count: trial.found })} {trial.sample.map((one) => one.title).join(' · ')}
        </p>
      )}
    </li>
  );
}
