import '../../theme/mantine-floating.css';
import { Popover } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseKinds, priorities } from '../../../domain/cases/words.ts';
import { useTeams } from '../../colleagues.ts';
import { Choice } from '../../ui/choices.tsx';
import type { Case } from './cases.data.ts';
import { useCaseDeeds, type CasePatch } from './changing.ts';
import { feelings } from './thread/feeling.tsx';

const CaseRouting = lazy(() => import('./case-routing.tsx'));

/** Everything else that can be said of a case, each kept as soon as it is chosen. */
export function CaseDetails(props: {
  found: Case;
  /** What other rooms can do with the case; `close` puts the details away for what opens over the screen. */
  more?: ((close: () => void) => ReactNode) | undefined;
  /** What opens them. */
  children: (toggle: () => void) => ReactNode;
}) {
  const { found } = props;
  const [opened, setOpened] = useState(false);
  const { t } = useTranslation('cases');
  const { change } = useCaseDeeds(found);
  const teams = useTeams();
  const keep = (patch: CasePatch, shown: Partial<Case>, back: CasePatch, shownBack: Partial<Case>) =>
    void change(patch, shown, t('done.changed'), back, shownBack);
  const retag = (typed: string) => {
    const tags = [
      ...new Set(
        typed
          .split(',')
          .map((tag) => tag.trim())
          .filter(Boolean),
      ),
    ];
    if (tags.join() !== found.tags.join()) keep({ tags }, { tags }, { tags: found.tags }, { tags: found.tags });
  };
  const rewish = (typed: string) => {
    const successWish = typed.trim() === '' ? null : typed.trim();
    const before = { successWish: found.successWish };
    if (successWish !== found.successWish) keep({ successWish }, { successWish }, before, before);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={290} shadow="md" trapFocus returnFocus>
      <Popover.Target>{props.children(() => setOpened((before) => !before))}</Popover.Target>
      <Popover.Dropdown>
        <div className="filters">
          <Choice
            name={t('filter.kind')}
            value={found.kind}
            options={caseKinds.map((one) => [one, t(`kind.${one}`)])}
            onPick={(value) => {
              const kind = caseKinds.find((one) => one === value);
              if (kind !== undefined) keep({ kind }, { kind }, { kind: found.kind }, { kind: found.kind });
            }}
          />
          <Choice
            name={t('filter.priority')}
            value={found.priority}
            options={priorities.map((one) => [one, t(`priority.${one}`)])}
            onPick={(value) => {
              const priority = priorities.find((one) => one === value);
              const before = { priority: found.priority };
              if (priority !== undefined) keep({ priority }, { priority }, before, before);
            }}
          />
          <Suspense>
            <CaseRouting id={found.id} assigned={found.assignee !== null} />
          </Suspense>
          <Choice
            name={t('team.label')}
            value={found.team?.id ?? ''}
            options={[['', t('team.none')], ...teams.map((team): [string, string] => [team.id, team.name])]}
            onPick={(value) => {
              const team = teams.find((one) => one.id === value);
              keep(
                { teamId: team?.id ?? null },
                { team: team === undefined ? null : { id: team.id, name: team.name } },
                { teamId: found.team?.id ?? null },
                { team: found.team },
              );
            }}
          />
          <Choice
            name={t('feeling.label')}
            value={found.emotion ?? ''}
            options={[
              ['', t('feeling.none')],
              ...feelings.map((one): [string, string] => [one, t(`web:emotions.${one}`)]),
            ]}
            onPick={(value) => {
              const emotion = value === '' ? null : value;
              keep({ emotion }, { emotion }, { emotion: found.emotion }, { emotion: found.emotion });
            }}
          />
          {found.state !== 'closed' && found.state !== 'snoozed' && (
            <Choice
              name={t('turn.label')}
              value={found.state === 'waiting' ? 'waiting' : 'open'}
              options={[
                ['open', t('turn.ours')],
                ['waiting', t('turn.theirs')],
              ]}
              onPick={(value) => {
                const state = value === 'waiting' ? 'waiting' : 'open';
                const before = found.state === 'waiting' ? 'waiting' : 'open';
                keep({ state }, { state }, { state: before }, { state: found.state });
              }}
            />
          )}
          <label>
            <span className="label">{t('tags')}</span>
            <input
              className="choose"
              defaultValue={found.tags.join(', ')}
              onBlur={(event) => retag(event.currentTarget.value)}
              onKeyDown={(event) => event.key === 'Enter' && retag(event.currentTarget.value)}
            />
          </label>
          <label>
            <span className="label">{t('wish')}</span>
            <input
              className="choose"
              maxLength={300}
              defaultValue={found.successWish ?? ''}
              onBlur={(event) => rewish(event.currentTarget.value)}
              onKeyDown={(event) => event.key === 'Enter' && rewish(event.currentTarget.value)}
            />
          </label>
          <Suspense>{props.more?.(() => setOpened(false))}</Suspense>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
