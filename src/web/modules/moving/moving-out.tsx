import './moving.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { Meter } from './meter.tsx';
import { type Export, exportsQuery, removeExport, startExport } from './moving.data.ts';

/** Takes everything out, as a promise that nobody is held here; and tables for those who want only a list. */
export function MovingOut() {
  const { t } = useTranslation('moving');
  const list = useQuery(exportsQuery);
  const [busy, setBusy] = useState(false);
  const going = list.data?.items.some((one) => one.state === 'waiting' || one.state === 'running') === true;
  const start = async () => {
    setBusy(true);
    await startExport().catch(notifyProblem);
    setBusy(false);
  };
  return (
    <>
      <Block
        id="moving-out"
        title={t('out.title')}
        tools={
          <Button kind="go" busy={busy || going} onClick={() => void start()}>
            {t('out.new')}
          </Button>
        }
        why={t('out.why')}
      >
        {list.isPending && <RowsSkeleton rows={2} height={52} />}
        {list.isError && <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />}
        <ul className="rows">
          {list.data?.items.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      </Block>
      <Block id="moving-tables" title={t('out.tables')} why={t('out.tablesWhy')}>
        <p className="row">
          <a className="btn" href="/api/v1/exports/cases.csv?state=all" download>
            {t('out.cases')}
          </a>
          <a className="btn" href="/api/v1/exports/customers.csv" download>
            {t('out.customers')}
          </a>
        </p>
      </Block>
    </>
  );
}

function Row({ one }: { one: Export }) {
  const { t } = useTranslation('moving');
  const open = one.state === 'waiting' || one.state === 'running';
  return (
    <li>
      <div className="grow stack">
        <p className="row">
          <TimeText at={one.createdAt} />{' '}
          <Chip kind={one.state === 'failed' ? 'risk' : 'plain'}>{t(`export.${one.state}`)}</Chip>
          {one.size !== null && <span className="dim xs">{(one.size / 1_048_576).toFixed(1)} MB</span>}
        </p>
        {open && <Meter label={t('in.progress')} done={one.done} of={one.total} />}
        {open && <p className="dim xs">{one.what}</p>}
        {one.error !== null && <p role="alert">{one.error}</p>}
        {one.state === 'done' && one.expiresAt !== null && (
          <p className="dim xs">
            {t('out.until')} <TimeText at={one.expiresAt} />
          </p>
        )}
      </div>
      {one.state === 'done' && (
        <a className="btn" href={`/api/v1/exports/${one.id}/archive.tar`} download>
          {t('out.fetch')}
        </a>
      )}
      {!open && (
        <Button size="s" onClick={() => void removeExport(one.id).catch(notifyProblem)}>
          {t('do.forget')}
        </Button>
      )}
    </li>
  );
}
