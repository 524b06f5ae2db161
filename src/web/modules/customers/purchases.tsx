import './purchases.css';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import {
  notePurchase,
  priceWords,
  type Purchase,
  purchasesQuery,
  purchaseTotalsQuery,
  removePurchase,
} from './purchases.data.ts';

const PurchaseForm = lazy(() => import('./purchase-form.tsx'));

/** What a customer bought: what it comes to in each currency, newest first, and noting one more. */
export default function Purchases({ customerId }: { customerId: string }) {
  const { t, i18n } = useTranslation('purchases');
  const { may } = useSession();
  const list = usePaged(purchasesQuery(customerId));
  const sums = useQuery(purchaseTotalsQuery(customerId)).data;
  const [adding, setAdding] = useState(false);
  const again = () => queryClient.invalidateQueries({ queryKey: ['customers', 'purchases', customerId] });
  const remove = async (purchase: Purchase) => {
    try {
      await removePurchase(customerId, purchase.id);
      await again();
      const what = purchase.description || priceWords(purchase.amount, purchase.currency, i18n.language);
      notifyUndo(t('removed', { what }), () => void notePurchase(customerId, purchase).then(again, notifyProblem));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <section aria-labelledby="purchases">
      <h2 id="purchases">{t('title')}</h2>
      {sums !== undefined && sums.count > 0 && (
        <p className="purchase-sums">
          {sums.totals.map(({ currency, count, amount }) => (
            <span key={currency}>
              <b className="strong">{priceWords(amount, currency, i18n.language)}</b>{' '}
              <span className="dim xs">{t('of', { count })}</span>
            </span>
          ))}
        </p>
      )}
      <ListFrame list={list} rows={3} height={44} none={<p className="dim">{t('none')}</p>}>
        <ul className="purchases">
          {list.items.map((purchase) => (
            <Line
              key={purchase.id}
              purchase={purchase}
              {...(may('customers.write') ? { onRemove: () => void remove(purchase) } : {})}
            />
          ))}
        </ul>
      </ListFrame>
      {may('customers.write') && (
        <p>
          <Button size="s" kind="quiet" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        </p>
      )}
      {adding && (
        <Suspense fallback={null}>
          <PurchaseForm customerId={customerId} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </section>
  );
}

function Line({ purchase, onRemove }: { purchase: Purchase; onRemove?: () => void }) {
  const { t, i18n } = useTranslation('purchases');
  const { at, amount, currency, description, externalRef } = purchase;
  const what = description || t(amount < 0 ? 'givenBack' : 'bought');
  return (
    <li>
      <span className="words">{what}</span>
      <span className="price">{priceWords(amount, currency, i18n.language)}</span>
      <span className="dim xs cut">{externalRef}</span>
      <span className="dim xs price">
        <TimeText at={at} />
      </span>
      {onRemove !== undefined && (
        <span className="away">
          <Button
            size="s"
            kind="quiet"
            title={t('remove', { what })}
            aria-label={t('remove', { what })}
            onClick={onRemove}
          >
            ×
          </Button>
        </span>
      )}
    </li>
  );
}
