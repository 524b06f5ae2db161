import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Initials } from '../../ui/initials.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import type { CustomerRow } from './customers.data.ts';
import { changeMany, type Filter, narrowedQuery } from './records.data.ts';

/** Every customer, the one last heard from first, or those that a word finds. */
export function CustomersList(props: { q: string; vip: boolean; filter?: Filter; onNew?: () => void }) {
  const { q, vip, filter, onNew } = props;
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id) && next.size < 500) next.add(id);
    setChosen(next);
  };
  const list = usePaged(narrowedQuery({ ...filter, ...(q === '' ? {} : { q }), ...(vip ? { vip: true } : {}) }));
  const rows = list.items;
  if (list.pending) return <RowsSkeleton rows={12} height={44} />;
  if (list.error !== null && rows.length === 0) {
    return <ErrorNotice problem={list.error} onAgain={list.again} />;
  }
  return (
    <>
      {chosen.size > 0 && <Bulk ids={[...chosen]} onDone={() => setChosen(new Set())} />}
      <DataList
        label={t('list.label')}
        className="people-list"
        items={rows}
        keyOf={(row) => row.id}
        rowHeight={44}
        before={(row) => <Tick name={row.name} chosen={chosen.has(row.id)} onChoose={() => choose(row.id)} />}
        renderRow={(row) => <Row row={row} />}
        onOpen={(row) => void navigate({ to: '/customers/$id', params: { id: row.id } })}
        more={list.more}
        empty={
          q === '' && !vip ? (
            <EmptyState
              what={t('list.emptyWhat')}
              why={t('list.emptyWhy')}
              action={
                onNew && (
                  <Button kind="go" onClick={onNew}>
                    {t('new.title')}
                  </Button>
                )
              }
            />
          ) : (
            <EmptyState what={t('list.nobodyWhat', { q })} why={t('list.nobodyWhy')} />
          )
        }
      />
    </>
  );
}

/** What is done to everybody who was chosen; it can be taken back. */
function Bulk({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const { t } = useTranslation('records');
  const run = async (change: { addTags?: string[]; removeTags?: string[]; vip?: boolean }) => {
    await changeMany([{ ids, ...change }], (count) => t('bulk.done', { count }));
    onDone();
  };
  return (
    <form
      className="row wrap bulk"
      aria-label={t('bulk.title')}
      onSubmit={(event) => {
        event.preventDefault();
        const tag = String(new FormData(event.currentTarget).get('tag')).trim();
        const taking = (event.nativeEvent as SubmitEvent).submitter?.getAttribute('value') === 'take';
        if (tag !== '') void run(taking ? { removeTags: [tag] } : { addTags: [tag] });
      }}
    >
      <b aria-live="polite">{t('bulk.chosen', { count: ids.length })}</b>
      <input className="choose" name="tag" aria-label={t('bulk.tag')} placeholder={t('bulk.tag')} />
      <Button size="s" type="submit" value="give">
        {t('bulk.add')}
      </Button>
      <Button size="s" type="submit" value="take">
        {t('bulk.remove')}
      </Button>
      <Button size="s" onClick={() => void run({ vip: true })}>
        {t('bulk.vip')}
      </Button>
      <Button size="s" kind="quiet" onClick={onDone}>
        {t('bulk.none')}
      </Button>
    </form>
  );
}

function Tick({ name, chosen, onChoose }: { name: string; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation('records');
  return (
    <label className="person-tick">
      <input type="checkbox" checked={chosen} aria-label={t('bulk.choose', { name })} onChange={onChoose} />
    </label>
  );
}

function Row({ row }: { row: CustomerRow }) {
  const { t } = useTranslation('customers');
  return (
    <div className="person-row">
      <Initials name={row.name} of="customer" />
      <span className="name cut">
        <b>{row.name}</b>
        {row.vip && <Chip kind="line">{t('vip')}</Chip>}
        {row.tags.slice(0, 2).map((tag) => (
          <Chip key={tag}>{tag}</Chip>
        ))}
      </span>
      <span className="cut mid">{row.organisation?.name ?? ''}</span>
      <span className="cut dim mail">{row.email ?? ''}</span>
      <span className="dim when">
        {row.lastHeardAt === null ? t('list.neverHeard') : <TimeText at={row.lastHeardAt} />}
      </span>
    </div>
  );
}
