import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as records from '../../../contract/customer-records.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { mergeInto } from './merging.tsx';
import { MergePreview } from './merge-preview.tsx';
import { duplicatesQuery } from './records.data.ts';

/** Records that may be one person, with what speaks for it: made one after a look, or told apart for good. */
export function Duplicates({ customerId }: { customerId?: string }) {
  const { t } = useTranslation('records');
  const { may } = useSession();
  const list = useQuery(duplicatesQuery(customerId));
  const [open, setOpen] = useState<records.Duplicate>();
  const pairs = list.data?.items ?? [];
  if (pairs.length === 0 || !may('customers.write')) return null;
  const again = () => queryClient.invalidateQueries({ queryKey: ['customers', 'duplicates'] });
  const dismiss = async (pair: records.Duplicate) => {
    const ids = { oneId: pair.one.id, otherId: pair.other.id };
    try {
      await call<typeof records.dismissDuplicate>('POST', '/customers/duplicates/dismissals', { body: ids });
      await again();
      notifyUndo(t('duplicate.dismissed'), () => {
        void call<typeof records.proposeDuplicateAgain>('DELETE', '/customers/duplicates/dismissals/:oneId/:otherId', {
          params: ids,
        }).then(again, notifyProblem);
      });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const sides = (pair: records.Duplicate) =>
    pair.other.id === customerId ? [pair.other, pair.one] : [pair.one, pair.other];
  return (
    <section className="card pad-in" aria-label={t('duplicate.title')}>
      <header>
        <h2 className="title">{t('duplicate.title')}</h2>
      </header>
      <ul className="duplicates">
        {pairs.map((pair) => {
          const [mine, theirs] = sides(pair);
          return (
            <li key={`${pair.one.id}${pair.other.id}`} className="row wrap">
              <span className="grow cut">
                <b>{customerId === undefined ? `${mine!.name} = ${theirs!.name}` : theirs!.name}</b>{' '}
                <span className="dim">{theirs!.email}</span>
              </span>
              {pair.reasons.map((reason) => (
                <Chip key={reason} kind="line">
                  {t(`duplicate.reason.${reason}`)}
                </Chip>
              ))}
              <Button size="s" onClick={() => setOpen(pair)}>
                {t('duplicate.compare')}
              </Button>
              <Button size="s" kind="quiet" onClick={() => void dismiss(pair)}>
                {t('duplicate.dismiss')}
              </Button>
            </li>
          );
        })}
      </ul>
      {open !== undefined && (
        <Dialog opened width={720} onClose={() => setOpen(undefined)} title={t('duplicate.title')}>
          <MergePreview
            id={sides(open)[0]!.id}
            otherId={sides(open)[1]!.id}
            onBack={() => setOpen(undefined)}
            onMerge={async (take) => {
              if (await mergeInto(sides(open)[0]!.id, sides(open)[1]!, take)) setOpen(undefined);
            }}
          />
        </Dialog>
      )}
    </section>
  );
}
