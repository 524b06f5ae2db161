import '../hands.css';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whole } from '../../../paged.ts';
import { Block } from '../../../ui/block.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListFrame } from '../../../ui/list-frame.tsx';
import { macrosQuery, type Macro } from '../hands.data.ts';
import { UndoChoice } from './undo-choice.tsx';

const MacroForm = lazy(() => import('./macro-form.tsx'));

/** Texts and deeds that are kept once and used every day, with how often; and how long an answer can be taken back. */
export function Macros() {
  const { t } = useTranslation('macros');
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<Macro | 'new'>();
  const list = whole(useQuery({ ...macrosQuery(typed.trim()), placeholderData: (before) => before }));
  return (
    <>
      <Block
        id="macros"
        title={t('title')}
        tools={<Button onClick={() => setOpen('new')}>{t('add')}</Button>}
        why={t('lead')}
      >
        {(typed !== '' || list.items.length > 8) && (
          <input
            className="choose"
            aria-label={t('menuFind')}
            placeholder={t('menuFind')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <ListFrame list={list} rows={4} height={44} none={<EmptyState what={t('none')} why={t('noneWhy')} />}>
          <ul className="rows">
            {list.items.map((macro) => (
              <li key={macro.id}>
                <p className="row grow">
                  <b className="strong">{macro.name}</b>
                  {macro.shortcut !== null && <span className="dim xs">/{macro.shortcut}</span>}
                  <Chip kind="line">{macro.team?.name ?? t(`scope.${macro.scope}`)}</Chip>
                  <span className="dim xs">{macro.used === 0 ? t('never') : t('used', { count: macro.used })}</span>
                </p>
                {macro.yours && (
                  <Button size="s" aria-label={`${t('edit')}: ${macro.name}`} onClick={() => setOpen(macro)}>
                    {t('edit')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </ListFrame>
        {open !== undefined && (
          <Suspense>
            <MacroForm {...(open === 'new' ? {} : { macro: open })} onClose={() => setOpen(undefined)} />
          </Suspense>
        )}
      </Block>
      <UndoChoice />
    </>
  );
}
