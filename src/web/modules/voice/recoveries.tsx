import './voice.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Initials } from '../../ui/initials.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { RecoveryDue } from './due-words.tsx';
import { recoveriesQuery, type Recovery } from './voice.data.ts';

const columns = ['open', 'contacted', 'remedied', 'asked-again'] as const;

/** Those we let down and want back: open ones as a board from contact to asking again, or the ended ones as a list. */
export function Recoveries({ ended, ownerId }: { ended: boolean; ownerId: string | undefined }) {
  const { t } = useTranslation('listening');
  const list = usePaged(recoveriesQuery({ ended, ownerId }));
  if (list.pending) return <RowsSkeleton rows={4} height={90} />;
  if (list.error !== null) return <ErrorNotice problem={list.error} onAgain={list.again} />;
  if (list.items.length === 0) {
    return (
      <EmptyState what={t(ended ? 'recoveries.noneEnded' : 'recoveries.emptyWhat')} why={t('recoveries.emptyWhy')} />
    );
  }
  if (ended) {
    return (
      <>
        <ul className="said-list">
          {list.items.map((recovery) => (
            <li key={recovery.id}>
              <Card recovery={recovery} />
            </li>
          ))}
        </ul>
        <ShowMore more={list.more} />
      </>
    );
  }
  return (
    <>
      <div className="board">
        {columns.map((state) => {
          const here = list.items.filter((recovery) => recovery.state === state);
          return (
            <section key={state} aria-labelledby={`column-${state}`}>
              <h2 id={`column-${state}`}>
                {t(`recovery.state.${state}`)} <span className="dim">{here.length}</span>
              </h2>
              <ul>
                {here.map((recovery) => (
                  <li key={recovery.id}>
                    <Card recovery={recovery} />
                  </li>
                ))}
              </ul>
              {here.length === 0 && <p className="dim xs">{t('recoveries.nobodyHere')}</p>}
            </section>
          );
        })}
      </div>
      <ShowMore more={list.more} />
    </>
  );
}

function Card({ recovery }: { recovery: Recovery }) {
  const { t } = useTranslation(['listening', 'regain']);
  return (
    <Link className="card recovery" to={`/voice/recoveries/${recovery.id}`}>
      <span className="row">
        <Initials name={recovery.customer.name} of="customer" />
        <b className="strong grow cut">{recovery.customer.name}</b>
        {recovery.causeRemovedAt !== null && <Chip kind="unknown">{t('regain:causeRemoved.chip')}</Chip>}
        {recovery.severity === 'severe' && <span className="xs">{t('recovery.severe')}</span>}
      </span>
      {recovery.words !== null && recovery.words !== '' ? (
        <span className="voice">{recovery.words}</span>
      ) : (
        <span className="dim sm" style={{ display: 'block', margin: '6px 0 8px' }}>
          {t(`recovery.source.${recovery.source}`)}
        </span>
      )}
      <span className="row">
        <span className="grow">
          {recovery.endedAt === null ? (
            <RecoveryDue recovery={recovery} />
          ) : (
            <>
              <b className="strong sm">{t(`recovery.state.${recovery.state}`)}</b> <RecoveryDue recovery={recovery} />
            </>
          )}
        </span>
        <Initials size="s" name={recovery.owner?.name} label={recovery.owner?.name ?? t('recovery.nobody')} />
      </span>
    </Link>
  );
}
