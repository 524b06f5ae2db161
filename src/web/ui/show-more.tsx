import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

/** Under a list that has further pages. */
export function ShowMore({ more }: { more: { has: boolean; load: () => void; loading: boolean } }) {
  const { t } = useTranslation();
  if (!more.has) return null;
  return (
    <p style={{ padding: '12px 0' }}>
      <Button onClick={more.load} busy={more.loading}>
        {t('more')}
      </Button>
    </p>
  );
}
