import './forms.css';
import './customers.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomersList } from '../modules/customers/customers-list.tsx';
import { OrganisationForm } from '../modules/customers/organisation-form.tsx';
import { OwnValues } from '../modules/customers/own-fields.tsx';
import {
  organisationCasesQuery,
  organisationPromisesQuery,
  organisationQuery,
} from '../modules/customers/records.data.ts';
import { useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';
import { TimeText } from '../ui/time-text.tsx';

const BriefCoverage = lazy(() => import('../modules/needs/brief-coverage.tsx'));
const PromisedTerms = lazy(() => import('../modules/promises/policies/promised-terms.tsx'));

/** Who belongs together here, and what do we owe them? */
export function Screen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation(['records', 'customers']);
  const { may } = useSession();
  const found = useQuery(organisationQuery(id));
  const cases = useQuery(organisationCasesQuery(id));
  const promises = useQuery(organisationPromisesQuery(id));
  const [changing, setChanging] = useState(false);
  if (found.error && found.data === undefined) throw found.error;
  if (found.data === undefined) return <ScreenSkeleton />;
  const organisation = found.data;
  const open = cases.data?.items ?? [];
  return (
    <div className="page customer">
      <PageHeader
        eyebrow={[
          <Link key="all" to="/organisations">
            {t('organisation.all')}
          </Link>,
          ...(organisation.parent === null
            ? []
            : [
                <Link key="parent" to="/organisations/$id" params={{ id: organisation.parent.id }}>
                  {organisation.parent.name}
                </Link>,
              ]),
          ...organisation.domains,
        ]}
        title={organisation.name}
        answer={t('organisation.answer', { name: organisation.name, count: open.length })}
        tools={may('customers.write') && <Button onClick={() => setChanging(true)}>{t('customers:edit.title')}</Button>}
      />
      <div className="halves">
        <div className="left">
          <section className="card pad-in" aria-label={t('organisation.cases')}>
            <h2 className="title">{t('organisation.cases')}</h2>
            {open.length === 0 && <p className="dim">{t('organisation.noCases')}</p>}
            <ol className="timeline">
              {open.map((one) => (
                <li key={one.id}>
                  <span className="kind">#{one.number}</span>
                  <span className="grow cut">
                    <Link to="/inbox/{-$number}" params={{ number: String(one.number) }} search={{} as never}>
                      {one.subject}
                    </Link>{' '}
                    <small className="dim">{one.customer.name}</small>
                  </span>
                  <span className="dim xs when">
                    <TimeText at={one.updatedAt} />
                  </span>
                </li>
              ))}
            </ol>
          </section>
          <section className="card pad-in" aria-label={t('organisation.people')}>
            <h2 className="title">{t('organisation.people')}</h2>
            <div className="organisation-people">
              <CustomersList q="" vip={false} filter={{ organisationId: id }} />
            </div>
          </section>
        </div>
        <aside className="meta" aria-label={t('organisation.about')}>
          <OwnValues of="organisation" values={organisation.fields} />
          {organisation.notes !== '' && <p className="plain">{organisation.notes}</p>}
          <section>
            <h2>{t('organisation.promises')}</h2>
            {promises.data?.length === 0 && <p className="dim">{t('organisation.noPromises')}</p>}
            <ul className="promises-of">
              {promises.data?.map((one) => (
                <li key={one.id}>
                  <p className="row">
                    <Link className="grow cut" to="/promises/$id" params={{ id: one.id }}>
                      {one.clock === null ? one.what : t(`customers:clock.${one.clock}`)}
                    </Link>
                    <span className="dim xs">{one.dueAt !== null && <TimeText at={one.dueAt} />}</span>
                  </p>
                  <p className="dim xs cut">{one.customer.name}</p>
                </li>
              ))}
            </ul>
          </section>
          {may('promises.read') && (
            <Suspense>
              <PromisedTerms whom={{ of: 'organisation', id, name: organisation.name }} />
            </Suspense>
          )}
          <Suspense>
            <BriefCoverage organisationId={id} />
          </Suspense>
          {organisation.children.length > 0 && (
            <section>
              <h2>{t('organisation.below')}</h2>
              <ul>
                {organisation.children.map((one) => (
                  <li key={one.id}>
                    <Link to="/organisations/$id" params={{ id: one.id }}>
                      {one.name}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
      {changing && <OrganisationForm organisation={organisation} onClose={() => setChanging(false)} />}
    </div>
  );
}
