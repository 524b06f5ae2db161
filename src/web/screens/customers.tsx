import './forms.css';
import './customers.css';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerForm } from '../modules/customers/customer-form.tsx';
import { CustomersList } from '../modules/customers/customers-list.tsx';
import { Duplicates } from '../modules/customers/duplicates.tsx';
import type { Filter } from '../modules/customers/records.data.ts';
import { Segments } from '../modules/customers/segments.tsx';
import { useCommands } from '../commands.ts';
import { useSession } from '../session.ts';
import { useShortcut } from '../shortcuts.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { PageHeader } from '../ui/page-header.tsx';

/** Who is this person? Everyone we know, the one last heard from first, found by name, address or organisation. */
export function Screen() {
  const { t, i18n } = useTranslation(['customers', 'records']);
  const navigate = useNavigate();
  const { may } = useSession();
  const search = useSearch({ strict: false }) as { q?: string; vip?: boolean };
  const [typed, setTyped] = useState(String(search.q ?? ''));
  const [q] = useDebouncedValue(typed.trim(), 200);
  const [filter, setFilter] = useState<Filter>({});
  const [adding, setAdding] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const vip = search.vip === true;
  const write = may('customers.write');
  useShortcut('/', 'customers:keys.find', () => field.current?.focus());
  useCommands(
    () => ({
      id: 'customers',
      heading: t('list.label'),
      commands: write ? [{ id: 'new', label: t('new.title'), run: () => setAdding(true) }] : [],
    }),
    i18n.language,
  );
  useEffect(() => {
    const next = { ...(q === '' ? {} : { q }), ...(vip ? { vip } : {}) };
    void navigate({ to: '/customers', search: next as never, replace: true });
  }, [q, vip, navigate]);
  return (
    <div className="page customers">
      <PageHeader
        eyebrow={[t('web:places.customers.name')]}
        answer={q === '' ? t('list.answer') : t('list.found', { q })}
        tools={
          <>
            <input
              ref={field}
              className="choose search"
              type="search"
              value={typed}
              aria-label={t('list.find')}
              placeholder={t('list.find')}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button
              aria-pressed={vip}
              onClick={() =>
                void navigate({ to: '/customers', search: (vip ? { q } : { q, vip: true }) as never, replace: true })
              }
            >
              {t('list.onlyVip')}
            </Button>
            {write && (
              <Button kind="go" onClick={() => setAdding(true)}>
                {t('new.title')}
              </Button>
            )}
          </>
        }
      />
      <div className="row wrap">
        <Segments filter={filter} onChange={setFilter} />
        <ButtonLink size="s" to="/organisations">
          {t('records:organisation.all')}
        </ButtonLink>
      </div>
      <Duplicates />
      <CustomersList q={q} vip={vip} filter={filter} {...(write ? { onNew: () => setAdding(true) } : {})} />
      {adding && (
        <CustomerForm
          onClose={() => setAdding(false)}
          onDone={(customer) => void navigate({ to: '/customers/$id', params: { id: customer.id } })}
        />
      )}
    </div>
  );
}
