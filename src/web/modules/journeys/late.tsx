import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { numberWords } from '../../../figures/day-words.ts';
import { Initials } from '../../ui/initials.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { lateQuery, stalledQuery } from './journeys.data.ts';
import { roleWords } from './role-words.ts';

/** Customers who wait longer than expected before a destination, the longest first. */
export function Late({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('map');
  return <Waiting list={usePaged(lateQuery(id))} title={t('late.title', { name })} none={t('late.none')} />;
}

/** Everybody late anywhere on a journey, the longest first, with what is next and whose it is. */
export function Stalled({ journeyId }: { journeyId: string }) {
  const { t } = useTranslation('map');
  return <Waiting list={usePaged(stalledQuery(journeyId))} title={t('late.all')} none={t('late.nobody')} />;
}

interface Waiter {
  customer: { id: string; name: string };
  since: string;
  lateDays: number;
  passage: number;
  caseId: string | null;
  next?: { id: string; name: string };
  ownerRole?: string | null;
}

function Waiting({ list, title, none }: { list: ReturnType<typeof usePaged<Waiter>>; title: string; none: string }) {
  const { t, i18n } = useTranslation('map');
  return (
    <section className="under-map" aria-labelledby="late">
      <h2 className="title" id="late">
        {title}
      </h2>
      <ListFrame list={list} rows={3} none={<p className="dim sm">{none}</p>}>
        <ul>
          {list.items.map((one) => (
            <li
              key={`${one.customer.id} ${one.passage}`}
              className="row"
              style={{ padding: '7px 0', borderTop: '1px solid var(--line)' }}
            >
              <Initials name={one.customer.name} of="customer" />
              <Link className="grow" to={`/customers/${one.customer.id}`}>
                {one.customer.name}
              </Link>
              {one.next !== undefined && (
                <span className="sm dim cut">
                  {one.next.name}
                  {typeof one.ownerRole === 'string' && ` · ${roleWords(one.ownerRole, t)}`}
                </span>
              )}
              {one.caseId !== null && (
                <Link className="sm" to={`/cases/${one.caseId}`}>
                  {t('late.case')}
                </Link>
              )}
              <span className="sm mid">
                {t('late.days', {
                  count: one.lateDays,
                  n: numberWords(one.lateDays, i18n.language, one.lateDays < 10 ? 1 : 0),
                })}
              </span>
              <span className="dim xs">
                {t('late.since')} <TimeText at={one.since} />
              </span>
            </li>
          ))}
        </ul>
      </ListFrame>
    </section>
  );
}
