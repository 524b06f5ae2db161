import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../../figures/chart-theme.ts';
import { Chart } from '../../ui/chart.tsx';
import { numberWords } from '../../../figures/day-words.ts';
import type { Progress } from './measures.data.ts';
import { QuestionCard } from './question-card.tsx';
import { Records } from './records.tsx';
import { typicalOption, workingUnit } from '../../../figures/progress/typical.ts';

/** 3. What is typical? Time to close in working time, and the words customers say most, in their own face. */
export function TypicalQuestion({ typical }: { typical: Progress['typical'] }) {
  const { t, i18n } = useTranslation('progress');
  const language = i18n.language;
  const { minutes, unit } = workingUnit(typical);
  const long = (value: number | null) =>
    value === null
      ? ''
      : t(`typical.${unit}`, { count: value / minutes, number: numberWords(value / minutes, language, 1) });
  const half = long(typical.half);
  const nine = long(typical.nineInTen);
  const option = useMemo(() => {
    const words = {
      half: t('typical.halfMark', { time: half }),
      nineInTen: t('typical.nineMark', { time: nine }),
      unit: t(`typical.axis.${unit}`),
      cases: t('typical.cases'),
      tick: (value: number) => numberWords(value, language, 1),
    };
    return (theme: ChartTheme) => typicalOption(typical, words, theme);
  }, [typical, half, nine, unit, language, t]);
  const known = typical.headline.code === 'half-within' || typical.headline.code === 'half-still-open';
  return (
    <QuestionCard
      number={3}
      ask={t('ask.typical')}
      answer={t(`typical.${typical.headline.code}`, { time: half, count: typical.n })}
      rests={typical.n > 0 ? t('typical.rests', { n: typical.n, open: typical.stillOpen }) : undefined}
    >
      {known && typical.bars.length > 0 && (
        <Chart
          name={t('typical.name')}
          option={option}
          height={170}
          records={<Records link={typical.link}>{t('typical.records')}</Records>}
          table={{
            columns: [t('typical.from'), t('typical.to'), t('typical.cases')],
            rows: typical.bars.map((bar) => [
              long(bar.from),
              bar.to === null ? t('typical.longer') : long(bar.to),
              bar.n,
            ]),
          }}
        />
      )}
      {typical.words.length > 0 && (
        <p className="said">
          <span className="label">{t('typical.words')}</span>{' '}
          {typical.words.slice(0, 6).map(({ word, n, ours }) => (
            <span key={word}>
              <span className={ours ? 'voice ours' : 'voice'}>{word}</span> <span className="dim xs">{n}</span>
              {ours && <span className="sr">{t('typical.ours')}</span>}{' '}
            </span>
          ))}
        </p>
      )}
    </QuestionCard>
  );
}
