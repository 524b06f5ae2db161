import { useTranslation } from 'react-i18next';
import type { CharterDifference } from './charter.data.ts';

/** What was struck out and what was added, field by field, word by word. */
export function Differences({ differences }: { differences: readonly CharterDifference[] }) {
  const { t } = useTranslation('culture');
  return (
    <dl className="differences">
      {differences.map(({ field, parts }) => (
        <div key={field}>
          <dt className="label">{t(`field.${field}`)}</dt>
          <dd>
            {parts.map(({ change, text }, place) => {
              // Parts stand by their place in the text.
              const key = `${change}${place}`;
              if (change === 'removed') return <del key={key}>{text}</del>;
              if (change === 'added') return <ins key={key}>{text}</ins>;
              return <span key={key}>{text}</span>;
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
