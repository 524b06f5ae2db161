import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/authority-approvals.ts';
import { call } from '../../api.ts';
import { notify } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Figure } from '../../ui/figure.tsx';
import { amountWords } from './amounts.ts';
import { askingQuery, deed } from './procedures.data.ts';

type Line = contract.AskingLine;

/** How long people waited for a yes and how often it came; where it always comes, that nobody should have to ask any more. */
export function AskingReport({ write }: { write: boolean }) {
  const { t, i18n } = useTranslation(['authority', 'procedures']);
  const found = useQuery(askingQuery);
  const items = found.data?.items ?? [];
  const answer = (line: Line, accept: boolean) =>
    void deed('authority', async () => {
      await call<typeof contract.answerProposal>('POST', '/approvals/proposals', {
        body: { kindId: line.kind.id, role: line.role, accept },
      });
      notify(t(accept ? 'report.raised' : 'report.left'));
    });
  return (
    <Block id="asking" title={t('report.title')}>
      {found.data && items.length === 0 && <p className="dim">{t('report.none')}</p>}
      <ul className="rows">
        {items.map((line) => (
          <li key={`${line.kind.id} ${line.role}`}>
            <div className="grow">
              <p className="row wrap">
                <b className="strong">
                  {line.kind.name}, {t(`procedures:who.${line.role}`)}
                </b>
                <span className="dim xs">{t('report.asked', { count: line.asked })}</span>
              </p>
              <p className="sm">
                {t('report.granted')} <Figure figure={line.granted} />
                {line.medianWaitMinutes !== null &&
                  `. ${t('report.wait', { wait: wait(Math.max(1, Math.ceil(line.medianWaitMinutes)), i18n.language) })}`}
              </p>
              {line.proposal !== null && (
                <p className="sm">
                  {t('report.proposal', {
                    granted: line.proposal.granted,
                    n: line.proposal.n,
                    amount: amountWords(line.proposal.most, line.unit, line.proposal.currency, i18n.language),
                  })}
                </p>
              )}
            </div>
            {write && line.proposal !== null && (
              <>
                <Button size="s" kind="yes" onClick={() => answer(line, true)}>
                  {t('report.raise')}
                </Button>
                <Button size="s" kind="quiet" onClick={() => answer(line, false)}>
                  {t('report.leave')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </Block>
  );
}

function wait(minutes: number, language: string): string {
  const [value, unit] =
    minutes < 90 ? [minutes, 'minute'] : minutes < 2880 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'long',
    maximumFractionDigits: unit === 'minute' ? 0 : 1,
  }).format(value as number);
}
