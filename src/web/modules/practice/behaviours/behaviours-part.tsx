import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../../paged.ts';
import { useSearchParams } from '../../../search-params.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListFrame } from '../../../ui/list-frame.tsx';
import { BehaviourDialog } from './behaviour-dialog.tsx';
import { BehaviourEntry } from './behaviour-entry.tsx';
import { behavioursQuery, type Behaviour } from '../practice.data.ts';
import { PracticeTotals } from '../practice-totals.tsx';
import { StandardChoice } from '../standard-choice.tsx';

/** The library of behaviours beside what everybody did with them. */
export function BehavioursPart({ standards }: { standards: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation('culture');
  const [{ kind, standard }, change] = useSearchParams();
  const [editing, setEditing] = useState<Behaviour | 'new'>();
  const list = usePaged(
    behavioursQuery({ kind: kind === 'do' || kind === 'stop' ? kind : undefined, standardId: standard }),
  );
  const add = (
    <Button kind="go" onClick={() => setEditing('new')}>
      {t('behaviours.add')}
    </Button>
  );
  return (
    <div className="two-sides">
      <div>
        <p className="bar">
          {add}
          <select
            className="choose-one"
            aria-label={t('behaviours.kind')}
            value={kind ?? ''}
            onChange={(event) => change({ kind: event.currentTarget.value })}
          >
            <option value="">{t('behaviours.both')}</option>
            <option value="do">{t('behaviours.do')}</option>
            <option value="stop">{t('behaviours.stops')}</option>
          </select>
          <StandardChoice standards={standards} standard={standard} onPick={(one) => change({ standard: one })} />
        </p>
        <ListFrame
          list={list}
          rows={6}
          height={60}
          none={<EmptyState what={t('behaviours.emptyWhat')} why={t('behaviours.emptyWhy')} />}
        >
          <ul className="entries">
            {list.items.map((one) => (
              <BehaviourEntry key={one.id} behaviour={one} onEdit={() => setEditing(one)} />
            ))}
          </ul>
        </ListFrame>
      </div>
      <PracticeTotals />
      {editing !== undefined && (
        <BehaviourDialog
          behaviour={editing === 'new' ? undefined : editing}
          standards={standards}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  );
}
