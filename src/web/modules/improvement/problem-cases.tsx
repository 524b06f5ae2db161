import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { problemCasesQuery } from './improvement.data.ts';

/** The cases that show the problem. */
export function ProblemCases({ id }: { id: string }) {
  const { t } = useTranslation('fixing');
  const list = usePaged(problemCasesQuery(id));
  return (
    <section aria-labelledby="cases">
      <h2 className="block-title" id="cases">
        {t('problem.cases')}
      </h2>
      <ListFrame list={list} rows={3} none={<p className="dim">{t('problem.noCases')}</p>}>
        <ul className="lines">
          {list.items.map((one) => (
            <li key={one.id} className="row">
              <span className="grow">
                <Link to={`/inbox/${one.number}`}>{one.subject}</Link>
                <span className="dim xs" style={{ display: 'block' }}>
                  {one.customer.name} · <TimeText at={one.linkedAt} />
                </span>
              </span>
              <span className="dim xs">{t('problem.number', { number: one.number })}</span>
            </li>
          ))}
        </ul>
      </ListFrame>
    </section>
  );
}
