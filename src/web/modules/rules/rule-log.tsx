import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { Reasons } from './reasons.tsx';
import { runsQuery, versionsQuery, type Rule, type RuleRun } from './rules.data.ts';

const outcomes = ['all', 'did', 'no-match', 'failed', 'guarded'] as const;

/** What a rule, or all of them, made of cases, and why or why not; of one rule also its versions. */
export function RuleLog({ rule, onClose }: { rule?: Rule; onClose: () => void }) {
  const { t } = useTranslation('rules');
  const [tab, setTab] = useState<(typeof outcomes)[number] | 'versions'>('all');
  const tabs = [...outcomes, ...(rule === undefined ? [] : (['versions'] as const))];
  return (
    <Dialog
      opened
      onClose={onClose}
      title={rule === undefined ? t('log.title') : t('log.of', { name: rule.name })}
      width={820}
    >
      <Tabs
        label={t('log.title')}
        open={tab}
        onOpen={setTab}
        tabs={tabs.map((key) => ({ key, name: t(`outcome.${key}`) }))}
      />
      {tab === 'versions' && rule !== undefined ? (
        <Versions id={rule.id} />
      ) : (
        <Runs
          filter={{
            ...(rule === undefined ? {} : { ruleId: rule.id }),
            ...(tab === 'all' || tab === 'versions' ? {} : { outcome: tab }),
          }}
          all={rule === undefined}
        />
      )}
    </Dialog>
  );
}

function Runs({ filter, all }: { filter: { ruleId?: string; outcome?: RuleRun['outcome'] }; all: boolean }) {
  const { t } = useTranslation('rules');
  const runs = usePaged(runsQuery(filter));
  if (runs.pending) return <RowsSkeleton rows={4} height={60} />;
  if (runs.error !== null) return <ErrorNotice problem={runs.error} onAgain={runs.again} />;
  if (runs.items.length === 0) return <EmptyState what={t('log.emptyWhat')} why={t('log.emptyWhy')} />;
  return (
    <>
      <ul className="runs">
        {runs.items.map((run) => (
          <li key={run.id}>
            <p className="row wrap">
              <Chip kind={run.outcome === 'did' ? 'won' : run.outcome === 'failed' ? 'think' : 'plain'}>
                {t(`outcome.${run.outcome}`)}
              </Chip>
              {all && <b className="strong">{run.rule.name}</b>}
              <Link to="/inbox/{-$number}" params={{ number: String(run.case.number) }}>
                #{run.case.number} {run.case.subject}
              </Link>
              <span className="grow" />
              <TimeText at={run.at} />
            </p>
            {run.done.length > 0 && <p className="sm">{run.done.join(' · ')}</p>}
            {run.problem !== null && (
              <p className="sm">{run.outcome === 'guarded' ? t(`guard.${run.problem}`) : run.problem}</p>
            )}
            <Reasons reasons={run.reasons} />
          </li>
        ))}
      </ul>
      {runs.more.has && (
        <Button busy={runs.more.loading} onClick={runs.more.load}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

function Versions({ id }: { id: string }) {
  const { t } = useTranslation('rules');
  const versions = usePaged(versionsQuery(id));
  return (
    <ul className="runs">
      {versions.items.map((one) => (
        <li key={one.version}>
          <p className="row">
            <b className="strong grow">{t('version', { version: one.version, name: one.name })}</b>
            <span className="dim sm">{one.changedBy}</span>
            <TimeText at={one.at} />
          </p>
        </li>
      ))}
    </ul>
  );
}
