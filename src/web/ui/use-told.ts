import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Say } from '../../figures/told.ts';

/**
 * What a figure says and shows in the person's language; the same until the data or the language changes, so that its picture is not
 * drawn anew.
 * @param tell one of src/figures
 * @param namespaces the catalogues it speaks from
 */
export function useTold<Data, Told>(
  tell: (data: Data, say: Say, language: string) => Told,
  data: Data,
  namespaces: readonly string[],
): Told {
  const { t, i18n } = useTranslation(namespaces);
  const { language } = i18n;
  return useMemo(() => tell(data, (key, values) => t(key, { ...values }), language), [tell, data, t, language]);
}
