import './needs.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/needs.ts';
import { call } from '../../api.ts';
import { useSession } from '../../session.ts';
import { notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { HeardList } from './heard-list.tsx';
import { NeedForm } from './need-form.tsx';
import { act, isUnmet, type Need } from './needs.data.ts';
import { PeopleFigure } from './people-figure.tsx';

/** One need: how many voice it, how well it is met, what is offered; open, the very words. */
export function NeedCard({ need, others }: { need: Need; others: readonly Need[] }) {
  const { t } = useTranslation('needs');
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  const [changing, setChanging] = useState(false);
  const [marked, setMarked] = useState<readonly string[]>([]);
  const params = { id: need.id };
  const writes = may('customers.write');
  const merge = async (into: string) => {
    const done = await act(() =>
      call<typeof contract.mergeNeed>('POST', '/needs/:id/merge', { params, body: { into } }),
    );
    if (done)
      notifyUndo(
        t('need.merged'),
        () => void act(() => call<typeof contract.unmergeNeed>('DELETE', '/needs/:id/merge', { params })),
      );
  };
  const split = async (statement: string) => {
    const body = { statement, wordsIds: [...marked] };
    if (await act(() => call<typeof contract.splitNeed>('POST', '/needs/:id/split', { params, body }), t('need.saved')))
      setMarked([]);
  };
  return (
    <li className="card" id={`need-${need.id}`}>
      <div className="need-head">
        <h3 className="title">{need.statement}</h3>
        {isUnmet(need) && <Chip kind="think">{t('need.unmet')}</Chip>}
        {need.offers.length === 0 ? (
          <Chip kind="unknown">{t('need.noOffer')}</Chip>
        ) : (
          need.offers.map((offer) => (
            <Chip key={offer.id} kind="line">
              {offer.name}
            </Chip>
          ))
        )}
      </div>
      <div className="need-figures sm">
        <div>
          <span className="dim">{t('need.importanceShort')}</span>
          <PeopleFigure figure={need.voiced} />
          <span className="dim">
            {need.statedImportance === null ? t('need.notJudged') : t('need.judged', { n: need.statedImportance })}
          </span>
        </div>
        <div>
          <span className="dim">{t('need.met')}</span>
          <PeopleFigure figure={need.met} />
        </div>
      </div>
      {need.note !== '' && <p className="sm plain">{need.note}</p>}
      {need.merged.length > 0 && (
        <p className="dim xs">
          {t('need.mergedFrom', { names: '' })}
          {need.merged.map((one) => (
            <span key={one.id}>
              {one.statement}{' '}
              {writes && (
                <button
                  type="button"
                  className="plainly"
                  onClick={() =>
                    void act(() =>
                      call<typeof contract.unmergeNeed>('DELETE', '/needs/:id/merge', { params: { id: one.id } }),
                    )
                  }
                >
                  {t('need.undo')}
                </button>
              )}{' '}
            </span>
          ))}
        </p>
      )}
      <div className="need-tools">
        <Button size="s" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('need.words')} · {t('need.voiced', { count: need.customers })}
        </Button>
        {writes && (
          <Button size="s" kind="quiet" onClick={() => setChanging(true)}>
            {t('need.edit')}
          </Button>
        )}
        {writes && others.length > 1 && (
          <select
            className="choose"
            style={{ width: 'auto', maxWidth: 220 }}
            aria-label={`${need.statement}: ${t('need.merge')}`}
            value=""
            onChange={(event) => void merge(event.currentTarget.value)}
          >
            <option value="" disabled>
              {t('need.merge')}
            </option>
            {others
              .filter(({ id }) => id !== need.id)
              .map(({ id, statement }) => (
                <option key={id} value={id}>
                  {statement}
                </option>
              ))}
          </select>
        )}
      </div>
      {open && (
        <>
          <HeardList
            filter={{ needId: need.id }}
            {...(writes
              ? {
                  before: ({ id, words }) => (
                    <input
                      type="checkbox"
                      aria-label={words.slice(0, 80)}
                      checked={marked.includes(id)}
                      onChange={(event) =>
                        setMarked(event.currentTarget.checked ? [...marked, id] : marked.filter((one) => one !== id))
                      }
                    />
                  ),
                  tools: ({ id }) => (
                    <Button
                      size="s"
                      kind="quiet"
                      onClick={() =>
                        void act(() =>
                          call<typeof contract.dropNeedWords>('DELETE', '/needs/:id/words/:wordsId', {
                            params: { ...params, wordsId: id },
                          }),
                        )
                      }
                    >
                      {t('need.take')}
                    </Button>
                  ),
                }
              : {})}
          />
          {marked.length > 0 && <SplitForm onSplit={(statement) => void split(statement)} />}
        </>
      )}
      {changing && <NeedForm need={need} onClose={() => setChanging(false)} />}
    </li>
  );
}

function SplitForm({ onSplit }: { onSplit: (statement: string) => void }) {
  const { t } = useTranslation('needs');
  const [statement, setStatement] = useState('');
  return (
    <form
      className="need-tools"
      onSubmit={(event) => {
        event.preventDefault();
        if (statement.trim() !== '') onSplit(statement.trim());
      }}
    >
      <input
        className="choose grow"
        aria-label={t('need.splitName')}
        placeholder={t('need.splitName')}
        maxLength={300}
        value={statement}
        onChange={(event) => setStatement(event.currentTarget.value)}
      />
      <Button type="submit" disabled={statement.trim() === ''}>
        {t('need.split')}
      </Button>
    </form>
  );
}
