import './forms.css';
import './customers.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Brief } from '../modules/customers/brief.tsx';
import { CustomerForm } from '../modules/customers/customer-form.tsx';
import { customerQuery, type Customer } from '../modules/customers/customers.data.ts';
import { Duplicates } from '../modules/customers/duplicates.tsx';
import { Identities } from '../modules/customers/identities.tsx';
import { Merged, MergeDialog } from '../modules/customers/merging.tsx';
import { Moments } from '../modules/customers/moments.tsx';
import { Notes } from '../modules/customers/notes.tsx';
import { OwnValues } from '../modules/customers/own-fields.tsx';
import { PersonEnd } from '../modules/customers/person-end.tsx';
import { QuoteNoter } from '../modules/customers/quote-noter.tsx';
import { Since } from '../modules/customers/since.tsx';
import { Timeline } from '../modules/customers/timeline.tsx';
import { OpenPromises } from '../modules/promises/open-promises.tsx';
import { useSession } from '../session.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';

const AskButton = lazy(() => import('../modules/voice/ask-button.tsx'));
const AskCommand = lazy(() => import('../modules/voice/ask-command.tsx'));
const AskOne = lazy(() => import('../modules/voice/ask-one.tsx'));
const Purchases = lazy(() => import('../modules/customers/purchases.tsx'));
const CustomerWay = lazy(() => import('../modules/journeys/customer-way.tsx'));
const PromisedTerms = lazy(() => import('../modules/promises/policies/promised-terms.tsx'));

/** Who is this person, and what would make them stay? */
export function Screen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useQuery(customerQuery(id));
  if (found.error && found.data === undefined) throw found.error;
  return found.data === undefined ? <ScreenSkeleton /> : <Page customer={found.data} />;
}

function Page({ customer }: { customer: Customer }) {
  const { t, i18n } = useTranslation(['customers', 'cases', 'records']);
  const { may } = useSession();
  const [dialog, setDialog] = useState<'edit' | 'merge' | 'ask'>();
  const write = may('customers.write');
  const known = customer.brief.slots.find((slot) => slot.question === 'expects')?.answer;
  return (
    <div className="page customer">
      <PageHeader
        eyebrow={[
          <Link key="all" to="/customers">
            {t('list.label')}
          </Link>,
          ...(customer.organisation === null
            ? []
            : [
                <Link key="organisation" to="/organisations/$id" params={{ id: customer.organisation.id }}>
                  {customer.organisation.name}
                </Link>,
              ]),
          ...(customer.vip ? [t('vip')] : []),
          ...customer.tags,
        ]}
        title={customer.name}
        answer={
          known == null ? (
            customer.name
          ) : (
            <>
              {t('page.expects', { name: customer.name })} <span className="voice">{known.statement}</span>
            </>
          )
        }
        tools={
          <>
            {may('surveys.write') && customer.mergedInto === null && (
              <Suspense fallback={null}>
                <AskButton onPress={() => setDialog('ask')} />
                <AskCommand name={customer.name} onAsk={() => setDialog('ask')} />
              </Suspense>
            )}
            {write && <Button onClick={() => setDialog('edit')}>{t('edit.title')}</Button>}
            {write && <Button onClick={() => setDialog('merge')}>{t('merge.open')}</Button>}
          </>
        }
      />
      {customer.mergedInto !== null && (
        <p className="row">
          {t('merge.into')}
          <ButtonLink size="s" to="/customers/$id" params={{ id: customer.mergedInto }}>
            {t('merge.follow')}
          </ButtonLink>
        </p>
      )}
      <div className="halves">
        <div className="left">
          <Duplicates customerId={customer.id} />
          <section className="card pad-in" aria-label={t('brief.title')}>
            <header>
              <h2 className="title grow">{t('brief.title')}</h2>
              <span className="dim xs">{t('brief.known', { known: customer.brief.known, of: customer.brief.of })}</span>
            </header>
            <Brief customerId={customer.id} brief={customer.brief} full />
          </section>
          <section className="card pad-in" aria-label={t('timeline.title')}>
            <header>
              <h2 className="title">{t('timeline.title')}</h2>
            </header>
            <Timeline customerId={customer.id} />
          </section>
        </div>
        <aside className="meta" aria-label={t('page.aside')}>
          <section>
            <h2>{t('identity.title')}</h2>
            <Identities customer={customer} />
            <p className="dim xs">
              <Since at={customer.firstSeenAt} />
              {customer.language !== null && ` · ${languageName(customer.language, i18n.language)}`}
              {customer.timeZone !== null && ` · ${customer.timeZone}`}
            </p>
            {(customer.preferredChannel !== null ||
              customer.doNotSurvey ||
              customer.noAssistant ||
              customer.portalRole === 'organisation') && (
              <p className="dim xs">
                {[
                  ...(customer.preferredChannel === null
                    ? []
                    : [t('records:prefers', { channel: t(`records:channel.${customer.preferredChannel}`) })]),
                  ...(customer.doNotSurvey ? [t('records:notAsked')] : []),
                  ...(customer.noAssistant ? [t('records:notHandedOn')] : []),
                  ...(customer.portalRole === 'organisation' ? [t('records:form.portalAll')] : []),
                ].join(' · ')}
              </p>
            )}
            <Merged customer={customer} />
          </section>
          <OwnValues of="customer" values={customer.fields} />
          <OpenPromises customerId={customer.id} />
          {may('promises.read') && (
            <Suspense>
              <PromisedTerms whom={{ of: 'customer', id: customer.id, name: customer.name }} />
            </Suspense>
          )}
          {may('journeys.read') && (
            <Suspense>
              <CustomerWay customerId={customer.id} />
            </Suspense>
          )}
          <Suspense>
            <Purchases customerId={customer.id} />
          </Suspense>
          <Moments customerId={customer.id} most={15} />
          {customer.notes !== '' && (
            <section>
              <h2>{t('notes')}</h2>
              <p className="plain">{customer.notes}</p>
            </section>
          )}
          <Notes customerId={customer.id} />
          <PersonEnd customer={customer} />
        </aside>
      </div>
      <QuoteNoter customerId={customer.id} />
      {dialog === 'ask' && (
        <Suspense fallback={null}>
          <AskOne customer={customer} onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
      {dialog === 'edit' && <CustomerForm customer={customer} onClose={() => setDialog(undefined)} />}
      {dialog === 'merge' && <MergeDialog customer={customer} onClose={() => setDialog(undefined)} />}
    </div>
  );
}

/** "German" for `de`; what is no language's code stays as it is. */
function languageName(code: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
