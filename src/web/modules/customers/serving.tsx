import './serving.css';
import { IconCopy } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/customers-brief.ts';
import type * as promises from '../../../contract/promises.ts';
import { expectationValues } from '../../../domain/customers/expectations.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';

type Expectation = contract.Expectation;

function expectationsQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'expectations', id],
    queryFn: async ({ signal }) =>
      (await call<typeof contract.readExpectations>('GET', '/customers/:id/expectations', { params: { id }, signal }))
        .items,
  });
}

function nextQuery(id: string, kind: string) {
  return queryOptions({
    queryKey: ['customers', 'next-question', id, kind],
    queryFn: async ({ signal }) =>
      (
        await call<typeof contract.readNextQuestion>('GET', '/customers/:id/brief/next', {
          params: { id },
          query: { kind: kind as never },
          signal,
        })
      ).next,
  });
}

/** Above the reply: how this customer wants to be served, the next word he is to be promised, and what to ask him next. */
export default function Serving({
  found,
}: {
  found: { id: string; kind: string; state: string; customer: { id: string; name: string }; nextPromise?: unknown };
}) {
  const { t } = useTranslation('needs');
  const { may } = useSession();
  const [editing, setEditing] = useState(false);
  const now = useNow();
  const { language, timeZone } = useManner();
  const items = useQuery(expectationsQuery(found.customer.id)).data;
  const next = useQuery(nextQuery(found.customer.id, found.kind)).data;
  const known = (items ?? []).filter(({ value }) => value !== null);
  const every = Number(known.find(({ aspect }) => aspect === 'told-every')?.value ?? 0);
  if (items === undefined) return null;
  const due = new Date(now.getTime() + every * 86_400_000);
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(
    due,
  );
  const promise = async () => {
    try {
      await call<typeof promises.makePromise>('POST', '/promises', {
        body: { what: t('serve.what'), caseId: found.id, dueAt: due.toISOString() },
      });
      await queryClient.invalidateQueries({ queryKey: ['promises'] });
      notify(t('serve.promised', { day }));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <div className="serving" role="group" aria-label={t('serve.label')}>
      {known.map((one) => (
        <Known key={one.aspect} item={one} told={editing} />
      ))}
      {every > 0 && found.state !== 'closed' && may('promises.write') && (
        <Button size="s" kind="yes" onClick={() => void promise()}>
          {t('serve.promise', { day })}
        </Button>
      )}
      {may('customers.write') && (
        <Button size="s" kind="quiet" aria-expanded={editing} onClick={() => setEditing(!editing)}>
          {known.length === 0 ? t('serve.label') : editing ? t('serve.done') : t('serve.edit')}
        </Button>
      )}
      {editing && (
        <div className="serving-edit">
          {items.map((item) => (
            <Choice key={item.aspect} customerId={found.customer.id} item={item} />
          ))}
        </div>
      )}
      {next != null && (
        <p className="ask-next">
          <span className="cut" lang={next.language} title={next.fits ? t('serve.fits') : undefined}>
            {t('serve.ask', { question: next.wording })}
          </span>
          <Button
            kind="icon"
            size="s"
            aria-label={t('serve.copy')}
            title={t('serve.copy')}
            onClick={() => void navigator.clipboard.writeText(next.wording).then(() => notify(t('serve.copied')))}
          >
            <IconCopy size={15} stroke={1.7} aria-hidden />
          </Button>
        </p>
      )}
    </div>
  );
}

/** One wish; how we know it is told on asking, or while the wishes are being changed. */
function Known({ item, told }: { item: Expectation; told: boolean }) {
  const { t } = useTranslation('needs');
  const { learned } = item;
  const why =
    item.from === 'learned' && learned !== null
      ? `${t('serve.learned', { k: learned.k, n: learned.n })}, ${t(`serve.${learned.confidence}`)}`
      : t(`serve.${item.from ?? 'unknown'}`);
  return (
    <span className="chip" title={learned?.quote == null ? why : `${why}: “${learned.quote}”`}>
      {t(`expect.value.${item.aspect}.${item.value ?? ''}`)} <span className={told ? 'dim xs' : 'sr'}>{why}</span>
    </span>
  );
}

function Choice({ customerId, item }: { customerId: string; item: Expectation }) {
  const { t } = useTranslation('needs');
  const ours = item.said.find(({ by }) => by === 'staff')?.value ?? '';
  const set = async (value: string) => {
    try {
      const { items } = await call<typeof contract.setExpectation>('PUT', '/customers/:id/expectations/:aspect', {
        params: { id: customerId, aspect: item.aspect },
        body: { value: value === '' ? null : value },
      });
      queryClient.setQueryData(expectationsQuery(customerId).queryKey, items);
      notify(t('serve.kept'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <label className="xs">
      <span className="dim">{t(`expect.aspect.${item.aspect}`)}</span>
      <select className="choose" value={ours} onChange={(event) => void set(event.currentTarget.value)}>
        <option value="">{t('expect.open')}</option>
        {expectationValues[item.aspect].map((value) => (
          <option key={value} value={value}>
            {t(`expect.value.${item.aspect}.${value}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

refetchOn('customers.', ['customers', 'expectations']);
