import './needs.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { moneyWords } from '../../../figures/day-words.ts';
import { usePaged } from '../../paged.ts';
import { useSession } from '../../session.ts';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import BriefCoverage from './brief-coverage.tsx';
import { unheardQuery } from './needs.data.ts';

/** Whom nobody has heard from, most valuable first, and how much of the briefs is known. */
export default function Unheard() {
  return (
    <div className="two-halves" style={{ marginTop: 28 }}>
      <UnheardList />
      <BriefCoverage />
    </div>
  );
}

function UnheardList() {
  const { t, i18n } = useTranslation('needs');
  const list = usePaged(unheardQuery);
  const { company } = useSession();
  const money = (value: number) => moneyWords(value, company?.currency ?? 'EUR', i18n.language);
  return (
    <section aria-labelledby="unheard">
      <h2 className="title" id="unheard">
        {t('unheard.title')}
      </h2>
      <p className="dim sm">{t('unheard.why')}</p>
      <ListFrame list={list} rows={4} none={<p className="sm">{t('unheard.none')}</p>}>
        <ul className="history" style={{ marginTop: 8 }}>
          {list.items.map((one) => (
            <li key={one.customer.id}>
              <Link to="/customers/$id" params={{ id: one.customer.id }}>
                {one.customer.name}
              </Link>
              <span>
                {t('unheard.value', { value: money(one.value) })}, {t('unheard.cases', { count: one.cases })}{' '}
                <span className="dim xs">
                  {one.heardAt === null ? (
                    t('unheard.never')
                  ) : (
                    <>
                      {t('unheard.last')} <TimeText at={one.heardAt} />
                    </>
                  )}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </ListFrame>
    </section>
  );
}
