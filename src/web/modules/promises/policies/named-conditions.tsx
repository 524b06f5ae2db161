import { IconX } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/customers.ts';
import type * as organisations from '../../../../contract/customers-organisations.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../ui/button.tsx';
import type { Policy } from '../promises.data.ts';

type Conditions = Policy['conditions'];
const kinds = ['customerIds', 'organisationIds'] as const;
type Kind = (typeof kinds)[number];

/** Which customers and organisations it is for, found by typing; none means everybody. */
export function NamedConditions(props: { conditions: Conditions; onChange: (next: Conditions) => void }) {
  return kinds.map((kind) => <Named key={kind} kind={kind} {...props} />);
}

function Named({
  kind,
  conditions,
  onChange,
}: {
  kind: Kind;
  conditions: Conditions;
  onChange: (next: Conditions) => void;
}) {
  const { t } = useTranslation('terms');
  const ids = conditions[kind] ?? [];
  const [text, setText] = useState('');
  const list = useId();
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['promises', 'named', kind, asked],
    queryFn: ({ signal }) => search(kind, asked, signal),
    enabled: asked.length > 1,
  });
  const names = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['promises', 'name', kind, id],
      staleTime: 600_000,
      queryFn: () => nameOf(kind, id),
    })),
  });
  const put = (next: readonly string[]) => {
    const { [kind]: _, ...rest } = conditions;
    onChange(next.length === 0 ? rest : { ...rest, [kind]: [...next] });
  };
  return (
    <div className="row wrap">
      <label className="row grow" style={{ minWidth: 0 }}>
        <span className="sm">{t(`named.${kind}`)}</span>
        <input
          className="choose"
          style={{ minWidth: 0 }}
          list={list}
          value={text}
          placeholder={t('named.find')}
          onChange={({ currentTarget: { value } }) => {
            const one = found.data?.find(({ name }) => name === value);
            setText(one === undefined ? value : '');
            if (one !== undefined && !ids.includes(one.id)) put([...ids, one.id]);
          }}
        />
        <datalist id={list}>
          {found.data?.map(({ id, name }) => (
            <option key={id} value={name}>
              {name}
            </option>
          ))}
        </datalist>
      </label>
      {ids.map((id, place) => {
        const name = names[place]?.data ?? '…';
        return (
          <span key={id} className="chip">
            {name}
            <Button
              kind="icon"
              size="s"
              aria-label={t('named.without', { name })}
              onClick={() => put(ids.filter((other) => other !== id))}
            >
              <IconX size={14} stroke={1.7} aria-hidden />
            </Button>
          </span>
        );
      })}
    </div>
  );
}

async function search(kind: Kind, q: string, signal: AbortSignal): Promise<{ id: string; name: string }[]> {
  const query = { limit: 8, q };
  const found =
    kind === 'customerIds'
      ? await call<typeof contract.listCustomers>('GET', '/customers', { query, signal })
      : await call<typeof organisations.listOrganisations>('GET', '/organisations', { query, signal });
  return found.items.map(({ id, name }) => ({ id, name }));
}

async function nameOf(kind: Kind, id: string): Promise<string> {
  const params = { id };
  const found =
    kind === 'customerIds'
      ? await call<typeof contract.readCustomer>('GET', '/customers/:id', { params })
      : await call<typeof organisations.readOrganisation>('GET', '/organisations/:id', { params });
  return found.name;
}
