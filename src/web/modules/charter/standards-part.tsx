import '../../ui/small-forms.css';
import './charter.css';
import { useQuery } from '@tanstack/react-query';
import { useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { changeStandard, standardsQuery, type Standard } from './charter.data.ts';
import { StandardDialog } from './standard-dialog.tsx';

/** The standards the word breaks down into; each opens to the behaviours that live it, given as `Inside`. */
export function StandardsPart({ Inside }: { Inside: ComponentType<{ standardId: string }> }) {
  const { t } = useTranslation('culture');
  const { may } = useSession();
  const [retired, setRetired] = useState(false);
  const [editing, setEditing] = useState<Standard | 'new'>();
  const list = useQuery(standardsQuery(retired));
  const writes = may('charter.write');
  const items = list.data ?? [];
  const move = (one: Standard, step: -1 | 1) => {
    const other = items[items.indexOf(one) + step];
    if (other === undefined) return;
    // Two standards may share a position; then the one that moves steps over.
    const target = other.position === one.position ? Math.max(0, other.position + step) : other.position;
    Promise.all([
      changeStandard(one.id, { position: target }),
      changeStandard(other.id, { position: one.position }),
    ]).catch((problem: unknown) => notifyProblem(problem));
  };
  const retire = (one: Standard) => {
    changeStandard(one.id, { retired: !one.retired })
      .then(() =>
        notifyUndo(
          t(one.retired ? 'standards.back' : 'standards.gone', { name: one.name }),
          () => void changeStandard(one.id, { retired: one.retired }).catch(notifyProblem),
        ),
      )
      .catch((problem: unknown) => notifyProblem(problem));
  };
  if (list.isPending) return <RowsSkeleton rows={5} />;
  if (list.data === undefined) return <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />;
  const add = writes && !retired && (
    <Button kind="go" onClick={() => setEditing('new')}>
      {t('standards.add')}
    </Button>
  );
  return (
    <section className="standards">
      <p className="row">
        {items.length > 0 && add}
        {writes && (
          <Button kind="quiet" aria-pressed={retired} onClick={() => setRetired(!retired)}>
            {t(retired ? 'standards.showActive' : 'standards.showRetired')}
          </Button>
        )}
      </p>
      {items.length === 0 && (
        <EmptyState
          what={t(retired ? 'standards.noneRetired' : 'standards.emptyWhat')}
          why={t('standards.emptyWhy')}
          action={add || undefined}
        />
      )}
      <ol>
        {items.map((one, place) => (
          <li key={one.id} className="card sheet">
            <div className="row">
              <h2 className="grow title">{one.name}</h2>
              {writes && (
                <>
                  {!retired && (
                    <>
                      <Button
                        kind="icon"
                        disabled={place === 0}
                        aria-label={t('standards.up', { name: one.name })}
                        onClick={() => move(one, -1)}
                      >
                        ↑
                      </Button>
                      <Button
                        kind="icon"
                        disabled={place === items.length - 1}
                        aria-label={t('standards.down', { name: one.name })}
                        onClick={() => move(one, 1)}
                      >
                        ↓
                      </Button>
                      <Button
                        size="s"
                        onClick={() => setEditing(one)}
                        aria-label={t('standards.editName', { name: one.name })}
                      >
                        {t('standards.edit')}
                      </Button>
                    </>
                  )}
                  <Button size="s" kind="quiet" onClick={() => retire(one)}>
                    {t(one.retired ? 'standards.takeBack' : 'standards.retire')}
                  </Button>
                </>
              )}
            </div>
            {one.description !== '' && <p className="mid">{one.description}</p>}
            <Inside standardId={one.id} />
          </li>
        ))}
      </ol>
      {editing !== undefined && (
        <StandardDialog
          standard={editing === 'new' ? undefined : editing}
          position={items.length === 0 ? 1 : Math.max(...items.map((one) => one.position)) + 1}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  );
}
