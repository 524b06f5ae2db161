import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/customers-purchases.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';

export type Purchase = contract.Purchase;

/** What a customer bought, newest first. */
export function purchasesQuery(id: string) {
  return paged(
    ['customers', 'purchases', id, 'list'],
    (page, signal) =>
      call<typeof contract.listPurchases>('GET', '/customers/:id/purchases', { params: { id }, query: page, signal }),
    8,
  );
}

/** What all of them come to, by currency. */
export function purchaseTotalsQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'purchases', id, 'totals'],
    queryFn: ({ signal }) =>
      call<typeof contract.sumPurchases>('GET', '/customers/:id/purchases/totals', { params: { id }, signal }),
  });
}

/** A sum to the cent, in the person's language. */
export function priceWords(amount: number, currency: string, language: string): string {
  const tag = language === 'en' ? 'en-GB' : language;
  return new Intl.NumberFormat(tag, { style: 'currency', currency }).format(amount);
}

/** Notes what a customer bought. */
export function notePurchase(
  id: string,
  { at, amount, currency, description, externalRef }: Omit<Purchase, 'id'>,
): Promise<Purchase> {
  return call<typeof contract.recordPurchase>('POST', '/customers/:id/purchases', {
    params: { id },
    body: {
      at,
      amount,
      currency,
      ...(description === '' ? {} : { description }),
      ...(externalRef === null ? {} : { externalRef }),
    },
  });
}

/** Takes a purchase back that was noted wrongly. */
export function removePurchase(id: string, purchaseId: string): Promise<Purchase> {
  return call<typeof contract.removePurchase>('DELETE', '/customers/:id/purchases/:purchaseId', {
    params: { id, purchaseId },
  });
}
