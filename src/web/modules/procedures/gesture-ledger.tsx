import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ShareFigure } from '../../../contract/shapes.ts';
import { usePaged } from '../../paged.ts';
import { useSession } from '../../session.ts';
import { Block } from '../../ui/block.tsx';
import { Figure } from '../../ui/figure.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { amountWords } from './amounts.ts';
import { earningsQuery, gesturesQuery } from './procedures.data.ts';

/** What was given, to whom and why, what it cost; and what was seen afterwards, without claiming that it was the gesture. */
export function GestureLedger() {
  const { t, i18n } = useTranslation('authority');
  const { may } = useSession();
  const list = usePaged(gesturesQuery);
  const earned = useQuery({ ...earningsQuery, enabled: may('measures.read') }).data;
  const line = (key: string, one: ShareFigure, other?: ShareFigure) => (
    <tr>
      <th scope="row">{t(`ledger.${key}`)}</th>
      <td>
        <Figure figure={one} />
      </td>
      <td>{other !== undefined && <Figure figure={other} />}</td>
    </tr>
  );
  return (
    <Block id="ledger" title={t('ledger.title')}>
      {earned !== undefined && (
        <>
          <p>
            {t('ledger.sum', {
              count: earned.given,
              people: t('ledger.people', { count: earned.customers }),
              cost: amountWords(earned.cost, 'money', earned.currency, i18n.language),
            })}{' '}
            {earned.bought.n > 0 &&
              t('ledger.boughtFor', { amount: amountWords(earned.boughtFor, 'money', earned.currency, i18n.language) })}
          </p>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways is reached with the keyboard */}
          <div className="limits-table" tabIndex={0} role="group" aria-labelledby="ledger">
            <table>
              <thead>
                <tr>
                  <th scope="col">
                    <span className="sr">{t('ledger.what')}</span>
                  </th>
                  <th scope="col">{t('ledger.with')}</th>
                  <th scope="col">{t('ledger.without')}</th>
                </tr>
              </thead>
              <tbody>
                {line('confirmed', earned.confirmed, earned.without.confirmed)}
                {line('cameBack', earned.cameBack, earned.without.cameBack)}
                {line('content', earned.content, earned.without.content)}
                {line('bought', earned.bought)}
              </tbody>
            </table>
          </div>
          <p className="dim sm">{t('ledger.honest')}</p>
        </>
      )}
      {!list.pending && list.items.length === 0 && <p className="dim">{t('ledger.none')}</p>}
      <ul className="rows">
        {list.items.map((gesture) => (
          <li key={gesture.id}>
            <div className="grow">
              <p>
                <b className={gesture.undoneAt === null ? 'strong' : 'dim'}>
                  {gesture.kind.name} {amountWords(gesture.size, gesture.unit, gesture.currency, i18n.language)}
                </b>{' '}
                <Link to="/inbox/{-$number}" params={{ number: String(gesture.caseNumber) }}>
                  {gesture.customer.name}, #{gesture.caseNumber}
                </Link>{' '}
                {gesture.undoneAt !== null && <span className="dim xs">{t('give.undone')}</span>}
              </p>
              <p className="mid sm">{gesture.why}</p>
            </div>
            <span className="dim xs">
              {gesture.givenBy?.name} <TimeText at={gesture.at} />
            </span>
          </li>
        ))}
      </ul>
      <ShowMore more={list.more} />
    </Block>
  );
}
