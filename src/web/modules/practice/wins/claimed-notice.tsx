import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import type { Win } from './wins.data.ts';

/** A win without the customer's side: what it waits for, and until when. */
export function ClaimedNotice({ win, onClose }: { win: Win; onClose: () => void }) {
  const { t } = useTranslation('today');
  return (
    <div className="stack">
      <p>{t('ring.waits', { customer: win.customer.name })}</p>
      <p className="mid">
        {t('ring.until')} <TimeText at={win.evidenceUntil} />. {t('ring.confirm')}
      </p>
      <div className="row end">
        <Button kind="go" onClick={onClose}>
          {t('ring.good')}
        </Button>
      </div>
    </div>
  );
}
