import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Initials } from '../../ui/initials.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { Brief } from './brief.tsx';
import { customerQuery } from './customers.data.ts';
import { Moments } from './moments.tsx';
import { Since } from './since.tsx';

/** Who this is, and what would make them stay: beside the conversation. `promises` and `cases` come from other rooms. */
export function CustomerPanel(props: {
  customerId: string;
  promises?: ReactNode;
  cases?: ReactNode;
  /** It is all there is on the screen, so that it needs a headline. */
  alone?: boolean;
  /** Closes it, where it lies over the conversation. */
  close?: ReactNode;
}) {
  const { t } = useTranslation('customers');
  const found = useQuery(customerQuery(props.customerId));
  const customer = found.data;
  return (
    <aside className="person" aria-label={t('panel')}>
      {props.alone === true && <h1 className="sr">{customer?.name ?? t('panel')}</h1>}
      {customer === undefined ? (
        found.isError ? (
          <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />
        ) : (
          <TextSkeleton lines={12} />
        )
      ) : (
        <>
          <div className="who-is">
            <Initials name={customer.name} of="customer" size="l" />
            <div className="grow">
              <h2>
                <Link to="/customers/$id" params={{ id: customer.id }} className="name">
                  {customer.name}
                </Link>
              </h2>
              <div className="xs dim">
                <Since at={customer.firstSeenAt} />
                {customer.organisation !== null && `, ${customer.organisation.name}`}
                {customer.vip && `, ${t('vip')}`}
              </div>
            </div>
            {props.close}
          </div>
          <section className="sec">
            <header>
              <h3>{t('brief.title')}</h3>
              <span>{t('brief.known', { known: customer.brief.known, of: customer.brief.of })}</span>
            </header>
            <Brief customerId={customer.id} brief={customer.brief} />
          </section>
          {props.promises}
          <Moments customerId={customer.id} />
          {props.cases}
          {customer.notes !== '' && (
            <section className="sec">
              <header>
                <h3>{t('notes')}</h3>
              </header>
              <p className="plain">{customer.notes}</p>
            </section>
          )}
        </>
      )}
    </aside>
  );
}
