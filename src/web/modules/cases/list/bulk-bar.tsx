import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { priorities } from '../../../../domain/cases/words.ts';
import { useColleagues, useTeams } from '../../../colleagues.ts';
import { ask } from '../../../questions.ts';
import { Button } from '../../../ui/button.tsx';
import { useBulk } from './bulk.ts';
import type { BulkDeed } from '../hands.data.ts';
import { PickMenu } from '../pick-menu.tsx';

const BulkMore = lazy(() => import('./bulk-more.tsx'));

/** What can be done to all marked cases at once. */
export function BulkBar(props: {
  ids: readonly string[];
  /** Everything the view holds, also what is not loaded. */
  whole: boolean;
  onWhole?: () => void;
  /** Begins work in the background. */
  onRun: (deed: BulkDeed) => void;
  onDone: () => void;
}) {
  const { ids, onDone, whole, onRun } = props;
  const { t } = useTranslation(['cases', 'hands']);
  const bulk = useBulk();
  const colleagues = useColleagues();
  const teams = useTeams();
  const run: typeof bulk = async (many, patch, shown) => {
    if (whole) {
      onRun(patch);
      return;
    }
    onDone();
    await bulk(many, patch, shown);
  };
  const assign = (id: string | null) => {
    const user = colleagues.find((one) => one.id === id);
    void run(ids, { assigneeId: id }, { assignee: user === undefined ? null : { id: user.id, name: user.name } });
  };
  const move = (id: string | null) => {
    const team = teams.find((one) => one.id === id);
    void run(ids, { teamId: id }, { team: team === undefined ? null : { id: team.id, name: team.name } });
  };
  const tag = async () => {
    const answer = await ask({
      title: t('bulk.tagTitle'),
      text: t('bulk.tagWhy', { count: ids.length }),
      yes: t('bulk.tagGo'),
      reason: { label: t('bulk.tags') },
    });
    const tags =
      answer?.reason
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean) ?? [];
    if (tags.length > 0) await run(ids, { addTags: tags }, {});
  };
  return (
    <div className="bulk" role="toolbar" aria-label={t('bulk.label')}>
      <span className="strong">{whole ? t('hands:bulk.allTitle') : t('bulk.marked', { count: ids.length })}</span>
      {!whole && props.onWhole !== undefined && (
        <Button size="s" kind="quiet" onClick={props.onWhole}>
          {t('hands:bulk.all')}
        </Button>
      )}
      <PickMenu
        name={t('bulk.assign')}
        none={t('assign.nobody')}
        options={colleagues.map((user) => ({ id: user.id, name: user.name }))}
        onPick={assign}
      />
      <PickMenu name={t('bulk.team')} none={t('team.none')} options={teams} onPick={move} />
      <PickMenu
        name={t('bulk.priority')}
        options={priorities.map((id) => ({ id, name: t(`priority.${id}`) }))}
        onPick={(id) => {
          const priority = priorities.find((one) => one === id);
          if (priority !== undefined) void run(ids, { priority }, { priority });
        }}
      />
      <Button size="s" onClick={() => void tag()}>
        {t('bulk.tag')}
      </Button>
      <Button size="s" onClick={() => void run(ids, { close: true }, { state: 'closed' })}>
        {t('bulk.close')}
      </Button>
      <Suspense>
        <BulkMore ids={ids} whole={whole} onDeed={onRun} onDone={onDone} />
      </Suspense>
      <Button size="s" kind="quiet" keys="escape" onClick={onDone}>
        {t('bulk.none')}
      </Button>
    </div>
  );
}
