import './serving.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { Brief } from './brief.tsx';
import { customerQuery } from './customers.data.ts';
import { Since } from './since.tsx';
import { openingShows, showOnOpening } from './next-person-choice.ts';

/** Who is next, large, before anything else: the eight answers with their words, or what is not known. */
export default function NextPerson({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation(['needs', 'customers']);
  const [always, setAlways] = useState(openingShows);
  const customer = useQuery(customerQuery(customerId)).data;
  return (
    <Dialog opened onClose={onClose} title={customer?.name ?? t('next.title')} width={860}>
      {customer === undefined ? (
        <TextSkeleton lines={10} />
      ) : (
        <div className="next-person">
          <p className="dim sm">
            <Since at={customer.firstSeenAt} />
            {customer.organisation !== null && `, ${customer.organisation.name}`} ·{' '}
            {t('customers:brief.known', { known: customer.brief.known, of: customer.brief.of })}
          </p>
          {customer.brief.known === 0 && <p className="title">{t('next.nobody')}</p>}
          <Brief customerId={customer.id} brief={customer.brief} full />
          <div className="row" style={{ marginTop: 16 }}>
            <label className="row sm">
              <input
                type="checkbox"
                checked={always}
                onChange={(event) => {
                  showOnOpening(event.currentTarget.checked);
                  setAlways(event.currentTarget.checked);
                }}
              />
              {t('next.always')}
            </label>
            <span className="grow" />
            <Button kind="go" data-autofocus onClick={onClose}>
              {t('next.go')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
