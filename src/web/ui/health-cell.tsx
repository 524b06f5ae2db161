import './health-cell.css';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShareFigure } from '../../contract/shapes.ts';
import { figureWords, heatOf } from '../../figures/figure-words.ts';

const track = 0.4;

/**
 * How a touchpoint does: its name, the share of moments lost, n, and the interval on a track of 0 to 40 %. Good is
 * paper, never green; what is not known is hatched and says why.
 */
export function HealthCell(props: { name: string; figure: ShareFigure; open?: boolean; onPress?: () => void }) {
  const { t, i18n } = useTranslation();
  const { figure } = props;
  const words = figureWords(figure, i18n.language);
  const heat = figure.share === null ? 0 : heatOf(figure.share);
  const look = words.grey ? 'cell unk hatch' : `cell h${heat}`;
  const inside = words.grey ? (
    <span className="v">{t(words.key, words.values)}</span>
  ) : (
    <>
      <span className="v">
        <b>{figure.say === 'k-of-n' ? t('figure.kOfNHead', words.values) : words.values.share}</b>
        {figure.say === 'share' && <span className="nn">n {words.values.n}</span>}
      </span>
      <span className="wh" aria-hidden>
        <i style={span(figure.low ?? 0, figure.high ?? 0)} />
        <u style={{ left: `${(Math.min(track, figure.share ?? 0) / track) * 100}%` }} />
      </span>
      <span className="sr">{t('figure.interval', words.values)}</span>
    </>
  );
  if (props.onPress === undefined) {
    return (
      <div className={look}>
        <span className="nm">{props.name}</span>
        {inside}
      </div>
    );
  }
  return (
    <button type="button" className={look} aria-pressed={props.open === true} onClick={props.onPress}>
      <span className="nm">{props.name}</span>
      {inside}
    </button>
  );
}

function span(low: number, high: number): CSSProperties {
  const from = Math.min(track, low) / track;
  return { left: `${from * 100}%`, width: `${(Math.min(track, high) / track - from) * 100}%` };
}
