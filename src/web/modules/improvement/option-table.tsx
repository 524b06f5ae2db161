import { useTranslation } from 'react-i18next';
import type { Decision } from './improvement.data.ts';

/** The options side by side, line by line what each means; one is chosen. */
export function OptionTable(props: {
  decision: Decision;
  /** Left out when nothing can be chosen any more. */
  onChoose?: (place: number) => void;
}) {
  const { t } = useTranslation('fixing');
  const { decision, onChoose } = props;
  const { options, chosen } = decision;
  const labels = [...new Set(options.flatMap((option) => option.points.map(({ label }) => label)))];
  return (
    <table className="options">
      <caption className="sr">{t('decision.options')}</caption>
      <thead>
        <tr>
          <td aria-hidden />
          {options.map((option, place) => (
            <th key={option.title} scope="col">
              {onChoose === undefined ? (
                <>
                  {option.title}
                  {place === chosen && <span className="dim"> ({t('decision.chosen')})</span>}
                </>
              ) : (
                <label>
                  <input type="radio" name="chosen" checked={place === chosen} onChange={() => onChoose(place)} />
                  {option.title}
                </label>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((label) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {options.map((option) => (
              <td key={option.title}>{option.points.find((point) => point.label === label)?.text ?? '–'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
