import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/people.ts';
import { call } from '../../api.ts';
import { teamsQuery, useColleagues } from '../../colleagues.ts';
import { whole } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TextField } from '../../ui/text-fields.tsx';

/** Who works together; the cases of a private team exist only for its members, whoever is brought in, owners and admins. */
export function Teams() {
  const { t } = useTranslation('settings');
  const { may } = useSession();
  const list = whole(useQuery(teamsQuery));
  const [open, setOpen] = useState<contract.Team | 'new'>();
  const manage = may('people.manage');
  return (
    <Block
      id="teams"
      title={t('team.title')}
      tools={manage && <Button onClick={() => setOpen('new')}>{t('team.new')}</Button>}
    >
      <ListFrame
        list={list}
        rows={2}
        height={44}
        none={<EmptyState what={t('team.emptyWhat')} why={t('team.emptyWhy')} />}
      >
        <ul className="rows">
          {list.items.map((team) => (
            <li key={team.id}>
              <p className="row grow">
                <b className="strong">{team.name}</b>
                {team.private && <Chip kind="line">{t('team.private')}</Chip>}
                <span className="dim xs">{t('team.members', { count: team.members })}</span>
              </p>
              {manage && (
                <Button size="s" aria-label={t('people.changeOne', { name: team.name })} onClick={() => setOpen(team)}>
                  {t('change')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </ListFrame>
      {open !== undefined && (
        <TeamForm {...(open === 'new' ? {} : { team: open })} onClose={() => setOpen(undefined)} />
      )}
    </Block>
  );
}

function TeamForm({ team, onClose }: { team?: contract.Team; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const colleagues = useColleagues();
  const before = colleagues.filter((user) => user.teams.some((one) => one.id === team?.id)).map((user) => user.id);
  const [members, setMembers] = useState<readonly string[]>(before);
  const form = useFields({ name: team?.name ?? '', private: team?.private ?? false }, async (values) => {
    const body = { name: values.name.trim(), private: values.private, memberIds: [...members] };
    if (team === undefined) await call<typeof contract.createTeam>('POST', '/teams', { body });
    else await call<typeof contract.changeTeam>('PATCH', '/teams/:id', { params: { id: team.id }, body });
    await queryClient.invalidateQueries({ queryKey: ['people'] });
    notify(t('saved'));
    onClose();
  });
  return (
    <FormDialog title={team?.name ?? t('team.new')} form={form} go={t('save')} onClose={onClose}>
      <TextField data-autofocus required bound={form.bind('name')} label={t('name')} />
      <Checkbox
        label={t('team.privateWhy')}
        checked={form.values.private}
        onChange={(event) => form.set('private', event.currentTarget.checked)}
      />
      <fieldset>
        <legend className="title">{t('team.who')}</legend>
        <div className="members">
          {colleagues.map((user) => (
            <Checkbox
              key={user.id}
              label={user.name}
              checked={members.includes(user.id)}
              onChange={() =>
                setMembers(members.includes(user.id) ? members.filter((one) => one !== user.id) : [...members, user.id])
              }
            />
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}
