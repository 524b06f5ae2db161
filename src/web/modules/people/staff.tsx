import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/people.ts';
import { call } from '../../api.ts';
import { colleaguesQuery } from '../../colleagues.ts';
import { paged, usePaged } from '../../paged.ts';
import { useSession } from '../../session.ts';
import { Block } from '../../ui/block.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Initials } from '../../ui/initials.tsx';
import { StaffForm } from './staff-form.tsx';

const onePage = 50;

/** Whose name or address holds some letters; whoever has fewer colleagues than a page needs no search. */
const staffQuery = (q: string) => ({
  ...paged(
    ['people', 'staff', q],
    (page, signal) =>
      call<typeof contract.listUsers>('GET', '/users', { query: { ...page, ...(q === '' ? {} : { q }) }, signal }),
    onePage,
  ),
  placeholderData: keepPreviousData,
});

/** Everybody who works here, and what each may do. */
export function Staff() {
  const { t } = useTranslation(['settings', 'house']);
  const { may } = useSession();
  const [typed, setTyped] = useState('');
  const list = usePaged(staffQuery(useDeferredValue(typed.trim())));
  const many = (useQuery(colleaguesQuery).data?.length ?? 0) > onePage;
  const [open, setOpen] = useState<contract.User | 'new'>();
  const manage = may('people.manage');
  return (
    <Block
      id="people"
      title={t('people.title')}
      tools={manage && <Button onClick={() => setOpen('new')}>{t('people.new')}</Button>}
    >
      {many && (
        <input
          className="choose"
          type="search"
          maxLength={100}
          aria-label={t('house:find')}
          placeholder={t('house:find')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <ListFrame list={list} rows={5} height={44} none={<p className="mid">{t('house:foundNobody')}</p>}>
        <ul className="rows">
          {list.items.map((user) => (
            <li key={user.id}>
              <Initials name={user.name} />
              <div className="grow">
                <p className="row">
                  <b className="strong">{user.name}</b>
                  {!user.active && <Chip>{t('people.away')}</Chip>}
                </p>
                <p className="dim xs cut">
                  {user.email}
                  {user.teams.length > 0 && ` · ${user.teams.map((team) => team.name).join(', ')}`}
                  {user.twoFactor && ` · ${t('people.twoFactor')}`}
                </p>
              </div>
              <span className="mid sm">{t(`role.${user.role}`)}</span>
              {manage && (
                <Button size="s" aria-label={t('people.changeOne', { name: user.name })} onClick={() => setOpen(user)}>
                  {t('change')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </ListFrame>
      {open !== undefined && (
        <StaffForm {...(open === 'new' ? {} : { user: open })} onClose={() => setOpen(undefined)} />
      )}
    </Block>
  );
}
