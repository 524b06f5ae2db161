import '../../ui/small-forms.css';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/improvement.ts';
import { call } from '../../api.ts';
import { useSession } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import { moneyWords } from '../../../figures/day-words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextField } from '../../ui/text-fields.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { refreshImprovements, type ImprovementPage } from './improvement.data.ts';

const empty = { amount: '', what: '' };

/** What it has cost so far, of what it may cost, and what it is worth if it comes true. */
export function Spent({ improvement }: { improvement: ImprovementPage }) {
  const { t, i18n } = useTranslation('fixing');
  const { may } = useSession();
  const [adding, setAdding] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const { spent, budget, currency, spendings, ranking, id } = improvement;
  const money = (sum: number) => moneyWords(sum, currency, i18n.language);
  const form = useFields(empty, async ({ amount, what }) => {
    await call<typeof contract.spendOnImprovement>('POST', '/improvements/:id/spendings', {
      params: { id },
      body: { amount: Number(amount.replace(',', '.')), what: what.trim() },
    });
    await refreshImprovements();
    setAdding(false);
  });
  const open = () => {
    form.reset();
    setAdding(true);
    requestAnimationFrame(() => first.current?.focus());
  };
  return (
    <section>
      <h2>{t('spent.title')}</h2>
      <p>
        <span className="big">{money(spent)}</span>{' '}
        {budget !== null && <span className="dim sm">{t('spent.of', { sum: money(budget) })}</span>}
      </p>
      {budget !== null && budget > 0 && (
        <div className="money" aria-hidden>
          <i style={{ width: `${Math.min(100, Math.max(0, (spent / budget) * 100))}%` }} />
        </div>
      )}
      {ranking.expectedValue !== null && (
        <p className="dim xs">{t('spent.worth', { sum: money(ranking.expectedValue) })}</p>
      )}
      {spendings.length > 0 && (
        <ul style={{ marginTop: 6 }}>
          {spendings.slice(0, 5).map((one) => (
            <li key={one.id} className="row">
              <span className="grow">
                {one.what}{' '}
                <span className="dim xs">
                  <TimeText at={one.at} />
                </span>
              </span>
              <span>{money(one.amount)}</span>
            </li>
          ))}
        </ul>
      )}
      {may('improvement.write') && !adding && (
        <Button size="s" kind="quiet" onClick={open}>
          {t('spent.add')}
        </Button>
      )}
      {adding && (
        <form className="stacked" style={{ marginTop: 10, gap: 10 }} onSubmit={form.submit}>
          <TextField required ref={first} bound={form.bind('what')} label={t('spent.what')} />
          <TextField required type="number" step="any" bound={form.bind('amount')} label={t('spent.amount')} />
          {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
          <div className="row end">
            <Button size="s" onClick={() => setAdding(false)}>
              {t('web:leaveIt')}
            </Button>
            <Button size="s" kind="yes" type="submit" busy={form.busy}>
              {t('spent.note')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
