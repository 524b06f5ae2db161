import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseKinds, caseStates, priorities } from '../../../domain/cases/words.ts';
import { useColleagues, useTeams } from '../../colleagues.ts';
import { notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { ColumnChoice } from './column-choice.tsx';
import { type Import, map, type Mapping } from './moving.data.ts';

type Words = { [K in keyof Mapping]: Mapping[K] extends Record<string, string> ? K : never }[keyof Mapping];

/** What was found, what becomes of it, and the word to begin. Each choice is saved as it is made. */
export function ImportPlan({ one, run, busy }: { one: Import; run: () => void; busy: boolean }) {
  const { t } = useTranslation(['moving', 'cases']);
  const colleagues = useColleagues();
  const teams = useTeams();
  const [mapping, setMapping] = useState(one.mapping);
  const { preview } = one;
  if (preview === null || mapping === null) return null;
  const change = (part: Partial<Mapping>) => {
    setMapping({ ...mapping, ...part });
    map(one.id, part).catch(notifyProblem);
  };
  const choose = (list: Words, word: string, to: string) =>
    change({ [list]: { ...(mapping[list] as Record<string, string>), [word]: to } } as Partial<Mapping>);
  const table = (
    list: Words,
    rows: readonly { id: string; name: string; note: string }[],
    options: readonly { value: string; label: string }[],
  ) =>
    rows.length > 0 && (
      <details open={list === 'states'}>
        <summary>{t(`map.${list}`, { count: rows.length })}</summary>
        <div className="moving-map">
          {rows.map((row) => (
            <label key={row.id}>
              <span className="cut">{row.name}</span>
              <span className="dim xs">{row.note}</span>
              <select
                className="choose"
                value={(mapping[list] as Record<string, string>)[row.id] ?? ''}
                onChange={(event) => choose(list, row.id, event.currentTarget.value)}
              >
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </div>
      </details>
    );
  const worded = (words: readonly { word: string; count: number }[]) =>
    words.map(({ word, count }) => ({ id: word, name: word, note: count.toLocaleString() }));
  return (
    <div className="stack">
      <dl className="moving-counts">
        {(['cases', 'messages', 'people', 'organisations', 'agents', 'teams'] as const).map((key) => (
          <div key={key}>
            <dt className="dim xs">{t(`count.${key}`)}</dt>
            <dd className="strong">{preview.counts[key].toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {preview.problems.length > 0 && (
        <ul className="moving-problems">
          {preview.problems.map(({ what, count }) => (
            <li key={what}>{t(`problem.${what}`, { count, defaultValue: `${what}: {{count}}` })}</li>
          ))}
        </ul>
      )}
      {preview.columns.length > 0 && <ColumnChoice one={one} />}
      {preview.samples.length > 0 && (
        <div className="moving-table">
          <table>
            <caption className="label">{t('in.samples')}</caption>
            <thead>
              <tr className="dim xs">
                {(['number', 'subject', 'customer', 'state', 'since'] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(`head.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.samples.map((sample) => (
                <tr key={sample.id}>
                  <td className="dim xs">{sample.id}</td>
                  <td>{sample.title}</td>
                  <td>{sample.customer}</td>
                  <td className="dim">{sample.state}</td>
                  <td className="dim xs">{sample.at === null ? '' : <TimeText at={sample.at} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {table('states', worded(preview.states), [
        ...caseStates.map((state) => ({ value: state, label: t(`word.${state}`) })),
        { value: 'skip', label: t('word.skip') },
      ])}
      {table(
        'priorities',
        worded(preview.priorities),
        priorities.map((value) => ({ value, label: t(`word.${value}`) })),
      )}
      {table(
        'kinds',
        worded(preview.kinds),
        caseKinds.map((value) => ({ value, label: t(`word.${value}`) })),
      )}
      {table(
        'agents',
        preview.agents.map((agent) => ({
          id: agent.id,
          name: agent.name,
          note: [agent.email, agent.cases.toLocaleString()].filter(Boolean).join(' · '),
        })),
        [
          { value: '', label: t('word.nameOnly') },
          { value: 'make', label: t('word.makeColleague') },
          ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
        ],
      )}
      {table(
        'teams',
        preview.teams.map((team) => ({ id: team.id, name: team.name, note: team.cases.toLocaleString() })),
        [
          { value: '', label: t('word.noTeam') },
          { value: 'make', label: t('word.makeTeam') },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ],
      )}
      {table(
        'fields',
        preview.fields.map((field) => ({
          id: field.name,
          name: field.name,
          note: `${field.count.toLocaleString()} · ${field.sample}`,
        })),
        (['field', 'note', 'tag', 'drop'] as const).map((value) => ({ value, label: t(`word.${value}`) })),
      )}
      {preview.counts.cases > 0 && (
        <label className="row">
          <input
            type="checkbox"
            checked={mapping.keepNumbers}
            onChange={(event) => change({ keepNumbers: event.currentTarget.checked })}
          />
          {t('in.keepNumbers')}
        </label>
      )}
      <p className="dim">{t('in.quiet')}</p>
      <div className="row end">
        <Button kind="go" busy={busy} onClick={run}>
          {t('in.run', { count: one.total })}
        </Button>
      </div>
    </div>
  );
}
