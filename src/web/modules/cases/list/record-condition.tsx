import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/customers.ts';
import type * as organisations from '../../../../contract/customers-organisations.ts';
import { call } from '../../../api.ts';
import { isApiProblem } from '../../../problem.ts';
import { Button } from '../../../ui/button.tsx';

type Kind = 'customer' | 'organisation';
interface Found {
  id: string;
  name: string;
  also: string | undefined;
}

/** One customer or one organisation as a condition: found by typing, Enter takes the first, a small button takes it away again. */
export function RecordCondition(props: {
  kind: Kind;
  name: string;
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}) {
  const { kind, chosen, onChoose } = props;
  const { t } = useTranslation('hands');
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['view-condition', kind, asked],
    queryFn: ({ signal }) => find(kind, asked, signal),
    enabled: asked !== '' && chosen === undefined,
  });
  const offered = asked === '' ? [] : (found.data ?? []);
  const choose = (id: string) => {
    setTyped('');
    onChoose(id);
  };
  if (chosen !== undefined)
    return (
      <fieldset className="condition">
        <legend className="label">{props.name}</legend>
        <Chosen kind={kind} id={chosen} onDrop={() => onChoose(undefined)} />
      </fieldset>
    );
  return (
    <div className="macro-pick">
      <label>
        <span className="label">{props.name}</span>
        <input
          className="choose"
          value={typed}
          maxLength={200}
          placeholder={t('views.find')}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Enter in a field would keep the view before it is finished
            event.preventDefault();
            const [first] = offered;
            if (first !== undefined) choose(first.id);
          }}
        />
      </label>
      {offered.length > 0 && (
        <ul aria-label={props.name}>
          {offered.map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => choose(one.id)}>
                <span className="cut">{one.name}</span>
                {one.also !== undefined && <span className="dim xs cut">{one.also}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {asked !== '' && found.isSuccess && offered.length === 0 && (
        <p className="dim xs" role="status">
          {t('views.nobodyFits')}
        </p>
      )}
    </div>
  );
}

function Chosen({ kind, id, onDrop }: { kind: Kind; id: string; onDrop: () => void }) {
  const { t } = useTranslation('hands');
  const named = useQuery({
    queryKey: ['view-condition', kind, 'one', id],
    queryFn: ({ signal }) => nameOf(kind, id, signal),
    staleTime: 60_000,
  });
  const gone = isApiProblem(named.error) && named.error.status === 404;
  return (
    <div className="picks">
      <Button size="s" type="button" onClick={onDrop}>
        <span className="cut">{gone ? t('views.gone') : (named.data ?? '…')}</span> ×
      </Button>
    </div>
  );
}

async function find(kind: Kind, q: string, signal: AbortSignal): Promise<Found[]> {
  if (kind === 'customer') {
    const page = await call<typeof contract.listCustomers>('GET', '/customers', { query: { q, limit: 6 }, signal });
    return page.items.map((row) => ({
      id: row.id,
      name: row.name,
      also: row.email ?? row.organisation?.name ?? undefined,
    }));
  }
  const page = await call<typeof organisations.listOrganisations>('GET', '/organisations', {
    query: { q, limit: 6 },
    signal,
  });
  return page.items.map((row) => ({ id: row.id, name: row.name, also: undefined }));
}

async function nameOf(kind: Kind, id: string, signal: AbortSignal): Promise<string> {
  if (kind === 'customer')
    return (await call<typeof contract.readCustomer>('GET', '/customers/:id', { params: { id }, signal })).name;
  return (await call<typeof organisations.readOrganisation>('GET', '/organisations/:id', { params: { id }, signal }))
    .name;
}
