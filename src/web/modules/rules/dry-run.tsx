import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/rules.ts';
import type { RuleDefinition } from '../../../domain/rules/words.ts';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { Choose } from './choose.tsx';
import { Reasons } from './reasons.tsx';
import type { DryRun as Row } from './rules.data.ts';

interface Found {
  rows: Row[];
  next: string | null;
  cases: number;
  happened: number;
  matched: number;
}

/** Tries the rule as it stands on the cases of the last days; nothing is changed. */
export function DryRun({ definition, onFault }: { definition: RuleDefinition; onFault: (problem: unknown) => void }) {
  const { t } = useTranslation(['rules', 'cases']);
  const [days, setDays] = useState('30');
  const [matchedOnly, setMatchedOnly] = useState(true);
  const [found, setFound] = useState<Found>();
  const run = useMutation({
    mutationFn: (cursor: string | undefined) =>
      call<typeof contract.dryRunRule>('POST', '/rules/dry-runs', {
        body: { definition, days: Number(days), matchedOnly, limit: 20, ...(cursor === undefined ? {} : { cursor }) },
      }),
    onSuccess: (page, cursor) =>
      setFound((before) => {
        const old =
          cursor === undefined || before === undefined ? { rows: [], cases: 0, happened: 0, matched: 0 } : before;
        return {
          rows: [...old.rows, ...page.items],
          next: page.next,
          cases: old.cases + page.cases,
          happened: old.happened + page.happened,
          matched: old.matched + page.matched,
        };
      }),
    onError: onFault,
  });
  return (
    <fieldset>
      <legend className="title">{t('dry.title')}</legend>
      <p className="dim sm">{t('dry.why')}</p>
      <div className="part">
        <Choose
          label={t('dry.days')}
          value={days}
          onPick={setDays}
          options={['7', '30', '90', '365'].map((one) => [one, t('dry.last', { count: Number(one) })])}
        />
        <label className="tick">
          <input
            type="checkbox"
            checked={matchedOnly}
            onChange={(event) => setMatchedOnly(event.currentTarget.checked)}
          />
          {t('dry.matchedOnly')}
        </label>
        <Button busy={run.isPending} onClick={() => run.mutate(undefined)}>
          {t('dry.run')}
        </Button>
      </div>
      {run.isError && <ErrorNotice problem={run.error} />}
      {found !== undefined && (
        <div aria-live="polite">
          <p>
            {t(found.next === null ? 'dry.sum' : 'dry.sumSoFar', {
              matched: found.matched,
              happened: found.happened,
              cases: found.cases,
            })}
          </p>
          <ul className="runs">
            {found.rows.map((row) => (
              <li key={`${row.case.id}${row.at}`}>
                <p className="row wrap">
                  <b className="strong grow">
                    #{row.case.number} {row.case.subject}
                  </b>
                  <TimeText at={row.at} />
                </p>
                {row.wouldDo.length > 0 && <p className="sm">{row.wouldDo.join(' · ')}</p>}
                <Reasons reasons={row.reasons} />
              </li>
            ))}
          </ul>
          {found.next !== null && (
            <Button busy={run.isPending} onClick={() => run.mutate(found.next ?? undefined)}>
              {t('dry.on')}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}
