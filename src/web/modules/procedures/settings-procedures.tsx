import './procedures.css';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/procedures.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { useSession } from '../../session.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { deed, proceduresQuery } from './procedures.data.ts';

const ProcedurePage = lazy(() => import('./procedure-page.tsx'));

/** How we do things here: procedures with their versions, what runs by them, and the ideas that came of doing it otherwise. */
export default function ProceduresSettings() {
  const { t } = useTranslation('procedures');
  const { may } = useSession();
  const [retired, setRetired] = useState(false);
  const [open, setOpen] = useState<string>();
  const list = usePaged(proceduresQuery(retired));
  const write = may('procedures.write');
  const begin = () =>
    void deed('procedures', async () => {
      const content = { name: t('list.unnamed'), purpose: '', kinds: [], tags: [], words: [], links: [], steps: [] };
      const made = await call<typeof contract.addProcedure>('POST', '/procedures', { body: { content } });
      setOpen(made.id);
    });
  if (open !== undefined)
    return (
      <Suspense fallback={<RowsSkeleton rows={5} height={52} />}>
        <ProcedurePage id={open} onBack={() => setOpen(undefined)} />
      </Suspense>
    );
  return (
    <Block
      id="procedures"
      title={t('list.title')}
      tools={
        <>
          <Button kind="quiet" aria-pressed={retired} onClick={() => setRetired(!retired)}>
            {t('list.retired')}
          </Button>
          {write && <Button onClick={begin}>{t('list.new')}</Button>}
        </>
      }
      why={t('list.why')}
    >
      <ListFrame
        list={list}
        rows={4}
        height={52}
        none={<EmptyState what={t('list.emptyWhat')} why={t('list.emptyWhy')} />}
      >
        <ul className="rows">
          {list.items.map((one) => (
            <li key={one.id}>
              <div className="grow">
                <p className="row wrap">
                  <b className="strong">{one.name}</b>
                  {one.hasDraft && <Chip kind="line">{t('list.draft')}</Chip>}
                  {one.openIdeas > 0 && <Chip kind="think">{t('list.ideas', { count: one.openIdeas })}</Chip>}
                </p>
                <p className="dim sm">{one.purpose}</p>
              </div>
              <span className="dim xs">
                {one.version > 0 && `${t('run.version', { version: one.version })} · `}
                {t('run.steps', { count: one.steps })}
                {one.running > 0 && ` · ${t('list.running', { count: one.running })}`}
              </span>
              <Button size="s" aria-label={t('list.openOne', { name: one.name })} onClick={() => setOpen(one.id)}>
                {t('list.open')}
              </Button>
            </li>
          ))}
        </ul>
      </ListFrame>
    </Block>
  );
}
