import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../../paged.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../../ui/skeletons.tsx';
import '../../../ui/small-forms.css';
import { behavioursQuery, pickBehaviour, type Behaviour } from '../practice.data.ts';

/** Another behaviour for a free place, from the library. */
export function ChooseDialog({ kind, onClose }: { kind: Behaviour['kind']; onClose: () => void }) {
  const { t } = useTranslation('today');
  const list = usePaged(behavioursQuery({ kind }));
  const [problem, setProblem] = useState<unknown>();
  const items = list.items;
  const take = (id: string) => {
    pickBehaviour(id).then(onClose).catch(setProblem);
  };
  return (
    <Dialog opened onClose={onClose} title={t(kind === 'do' ? 'choose.do' : 'choose.stop')} width={560}>
      <div className="stack">
        {list.pending && <RowsSkeleton rows={5} />}
        {list.error !== null && <ErrorNotice problem={list.error} onAgain={list.again} />}
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <ul className="choices" style={{ maxHeight: 420 }}>
          {items.map((one) => (
            <li key={one.id} className="choice">
              <span className="grow">
                {one.title}
                {one.trigger !== '' && (
                  <span className="label" style={{ display: 'block', maxWidth: 'none' }}>
                    {one.trigger}
                  </span>
                )}
              </span>
              <Button size="s" onClick={() => take(one.id)} aria-label={t('learn.takeName', { title: one.title })}>
                {t('learn.take')}
              </Button>
            </li>
          ))}
        </ul>
        {list.more.has && (
          <Button kind="quiet" onClick={list.more.load}>
            {t('web:more')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
