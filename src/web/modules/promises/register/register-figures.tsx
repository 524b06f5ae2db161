import { useTranslation } from 'react-i18next';
import type { ShareFigure } from '../../../../contract/shapes.ts';
import type { ReplyOf } from '../../../../contract/route.ts';
import type { readRegisterFigures } from '../../../../contract/promises-register.ts';
import { ControlChart } from '../../../ui/control-chart.tsx';
import { percent } from '../../../ui/figure-words.ts';

type Figures = ReplyOf<typeof readRegisterFigures>;

/** Kept of kept and broken: week by week, by kind, team and customer, each with its n and interval. */
export function RegisterFigures({ figures }: { figures: Figures }) {
  const { t } = useTranslation('register');
  const { own } = figures;
  return (
    <>
      {figures.chart.points.length > 1 && (
        <section className="card" style={{ padding: 16 }}>
          <ControlChart name={t('register.chart')} chart={figures.chart} height={220} />
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

function Lines({ title, lines }: { title: string; lines: readonly { name: string; kept: ShareFigure }[] }) {
  const { t, i18n } = useTranslation('register');
  if (lines.length === 0) return null;
  return (
    <table className="data">
      <caption className="sm mid" style={{ textAlign: 'left' }}>
        {title}
      </caption>
      <tbody>
        {lines.map(({ name, kept }) => (
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
          </tr>
        ))}
      </tbody>
    </table>
  );
}
