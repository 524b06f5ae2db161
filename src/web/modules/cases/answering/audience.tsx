import '../company/company.css';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../cases.data.ts';
import { partiesQuery, type Party } from '../company/company.data.ts';
import { draftsQuery } from '../hands.data.ts';
import { begunTo } from './party-draft.ts';

const PartyComposer = lazy(() => import('./party-composer.tsx'));

/** To whom one writes: the customer (and notes for ourselves), one party alone, or all. Without parties there is no choice. */
export function Audience({ found, children }: { found: Case; children: ReactNode }) {
  const people = useQuery(partiesQuery(found.id));
  const [chosen, setChosen] = useState(() => begunTo(found.id) ?? 'customer');
  const parties = (people.data?.parties ?? []).filter((party) => party.id !== null);
  const outside = parties.filter((party) => party.role !== 'customer' && party.email !== null);
  // a merged case goes on elsewhere: nobody is answered here
  if (found.mergedInto !== null) return null;
  const to = chosen === 'all' ? 'all' : outside.find((party) => party.id === chosen);
  return (
    <>
      {outside.length > 0 && (
        <Suspense>
          <Choice found={found} outside={outside} chosen={chosen} onChoose={setChosen} />
        </Suspense>
      )}
      {to === undefined || outside.length === 0 ? (
        children
      ) : (
        <Suspense>
          <PartyComposer key={chosen} found={found} to={to} parties={parties} />
        </Suspense>
      )}
    </>
  );
}

function Choice(props: { found: Case; outside: readonly Party[]; chosen: string; onChoose: (chosen: string) => void }) {
  const { t } = useTranslation('company');
  const { found, chosen } = props;
  const begun = useQuery(draftsQuery).data?.filter((draft) => draft.caseId === found.id) ?? [];
  const options = [
    { id: 'customer', name: t('say.customer', { name: found.customer.name }) },
    ...props.outside.map((party) => ({ id: party.id ?? '', name: t('say.only', { name: party.name }) })),
    { id: 'all', name: t('say.all') },
  ];
  return (
    <div className="audience" role="radiogroup" aria-label={t('say.whom')}>
      {options.map((one) => (
        <label key={one.id} className={one.id === chosen ? 'on' : undefined}>
          <input
            type="radio"
            name={`audience-${found.id}`}
            className="sr"
            checked={one.id === chosen}
            onChange={() => props.onChoose(one.id)}
          />
          {one.name}
          {one.id !== chosen && begun.some((draft) => (draft.to ?? 'customer') === one.id) && <b>{t('say.begun')}</b>}
        </label>
      ))}
    </div>
  );
}
