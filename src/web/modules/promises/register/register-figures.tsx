import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShareFigure } from '../../../../contract/shapes.ts';
import type { ReplyOf } from '../../../../contract/route.ts';
import type { readRegisterFigures } from '../../../../contract/promises-register.ts';
import { ControlChart } from '../../../ui/control-chart.tsx';
import { percent } from '../../../../figures/figure-words.ts';

type Figures = ReplyOf<typeof readRegisterFigures>;

/** Kept of kept and broken: week by week, by kind, team and customer, each with its n and interval. */
export function RegisterFigures({ figures }: { figures: Figures }) {
  const { t } = useTranslation('register');
  const { own } = figures;
  const [kind, setKind] = useState('owed');
  const apart = figures.charts.length > 1 ? figures.charts : [];
  const chart = apart.find((one) => one.kind === kind)?.chart ?? figures.chart;
  return (
    <>
      {(figures.chart.points.length > 1 || apart.length > 0) && (
        <section className="card" style={{ padding: 16 }}>
          {apart.length > 0 && (
            <select
              className="choose"
              style={{ width: 'auto' }}
              aria-label={t('register.filter.kind')}
              value={kind}
              onChange={({ currentTarget }) => setKind(currentTarget.value)}
            >
              <option value="owed">{t('register.owed')}</option>
              {apart.map((one) => (
                <option key={one.kind} value={one.kind}>
                  {t(`register.kind.${one.kind}`)}
                </option>
              ))}
            </select>
          )}
          <ControlChart name={t('register.chart')} chart={chart} height={220} />
        </section>
      )}
      <details style={{ margin: '12px 0' }}>
        <summary>{t('register.figures')}</summary>
        <div className="row" style={{ flexWrap: 'wrap', alignItems: 'flex-start', gap: 28, marginTop: 10 }}>
          <Lines
            title={t('register.byKind')}
            lines={figures.byKind.map((line) => ({ ...line, name: t(`register.kind.${line.name}`) }))}
          />
          <Lines title={t('register.byTeam')} lines={figures.byTeam} />
          <Lines title={t('register.byCustomer')} lines={figures.byCustomer} />
        </div>
      </details>
      <p className="sm mid">
        {own.n === 0 ? t('register.ownNone') : t('register.own', { k: own.k, n: own.n })}{' '}
        <span className="dim xs">{t('register.ownWhy')}</span>
      </p>
    </>
  );
}

interface Line {
  name: string;
  kept: ShareFigure;
  policy?: ShareFigure;
  personal?: ShareFigure;
}

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  const { t, i18n } = useTranslation('register');
  if (lines.length === 0) return null;
  const apart = lines.some(({ policy }) => policy !== undefined);
  const of = (figure?: ShareFigure) => (figure === undefined || figure.n === 0 ? '' : `${figure.k} / ${figure.n}`);
  return (
    <table className="data ledger">
      <caption className="sm mid" style={{ textAlign: 'left' }}>
        {title}
      </caption>
      {apart && (
        <thead className="xs dim">
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" colSpan={2}>
              {t('register.owed')}
            </th>
            <th scope="col">{t('register.kind.policy')}</th>
            <th scope="col">{t('register.kind.personal')}</th>
          </tr>
        </thead>
      )}
      <tbody>
        {lines.map(({ name, kept, policy, personal }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              {kept.k} / {kept.n}
            </td>
            <td className="dim">
              {kept.low === null
                ? ''
                : t('register.between', {
                    low: percent(kept.low, i18n.language),
                    high: percent(kept.high, i18n.language),
                  })}
            </td>
            {apart && (
              <>
                <td>{of(policy)}</td>
                <td>{of(personal)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
