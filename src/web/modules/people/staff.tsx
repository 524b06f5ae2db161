import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../contract/people.ts';
import { colleaguesQuery } from '../../colleagues.ts';
import { whole } from '../../paged.ts';
import { useSession } from '../../session.ts';
import { Block } from '../../ui/block.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Initials } from '../../ui/initials.tsx';
import { StaffForm } from './staff-form.tsx';

/** Everybody who works here, and what each may do. */
export function Staff() {
  const { t } = useTranslation('settings');
  const { may } = useSession();
  const list = whole(useQuery(colleaguesQuery));
  const [open, setOpen] = useState<User | 'new'>();
  const manage = may('people.manage');
  return (
    <Block
      id="people"
      title={t('people.title')}
      tools={manage && <Button onClick={() => setOpen('new')}>{t('people.new')}</Button>}
    >
      <ListFrame list={list} rows={5} height={44}>
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
