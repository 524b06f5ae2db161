import { Checkbox } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/people.ts';
import { mayGrant, roles } from '../../../domain/people/permissions.ts';
import { call } from '../../api.ts';
import { useTeams } from '../../colleagues.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { PasswordField, TextField } from '../../ui/text-fields.tsx';

const StaffAccess = lazy(() => import('./staff-access.tsx'));
const LeavingPart = lazy(() => import('./leaving.tsx'));

/** Adds a colleague, or changes one: name, address, role, teams, and who takes over when he leaves. */
export function StaffForm({ user, onClose }: { user?: contract.User; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'house']);
  const me = useSession().user;
  const teams = useTeams();
  const [inTeams, setInTeams] = useState<readonly string[]>(user?.teams.map((team) => team.id) ?? []);
  const form = useFields(
    {
      name: user?.name ?? '',
      email: user?.email ?? '',
      role: (user?.role ?? 'agent') as string,
      password: '',
      active: user?.active ?? true,
      heir: '',
      revokeKeys: true as boolean,
    },
    async (values) => {
      const role = roles.find((one) => one === values.role) ?? 'agent';
      const teamIds = [...inTeams];
      const name = values.name.trim();
      if (user === undefined) {
        const password = values.password === '' ? {} : { password: values.password };
        const body = { name, email: values.email.trim(), role, teamIds, ...password };
        await call<typeof contract.createUser>('POST', '/users', { body });
      } else {
        const email = values.email.trim();
        const leaves = user.active && !values.active;
        const handing = { handOverTo: values.heir === '' ? null : values.heir, revokeKeys: values.revokeKeys };
        // what is as it was is not said: who changes a name must not undo what somebody else changed meanwhile
        const body = {
          ...(name === user.name ? {} : { name }),
          ...(email === user.email ? {} : { email }),
          ...(role === user.role ? {} : { role }),
          ...(values.active === user.active ? {} : { active: values.active }),
          ...(sameTeams(user, teamIds) ? {} : { teamIds }),
          ...(leaves ? handing : {}),
        };
        await call<typeof contract.changeUser>('PATCH', '/users/:id', { params: { id: user.id }, body });
      }
      await queryClient.invalidateQueries({ queryKey: ['people'] });
      notify(user?.active === true && !values.active ? t('house:leaving.done', { name }) : t('saved'));
      onClose();
    },
  );
  const role = form.bind('role');
  const [helping, setHelping] = useState(false);
  if (helping && user !== undefined)
    return (
      <Suspense>
        <StaffAccess user={user} onClose={onClose} />
      </Suspense>
    );
  // one's own is changed with the password, under one's name; nobody gives a link to whoever stands above him
  const mayHelp = user?.active === true && me !== null && user.id !== me.id && mayGrant(me.role, user.role);
  return (
    <FormDialog
      title={user?.name ?? t('people.new')}
      form={form}
      go={t('save')}
      {...(mayHelp
        ? {
            beside: (
              <Button kind="quiet" onClick={() => setHelping(true)}>
                {t('people.access')}
              </Button>
            ),
          }
        : {})}
      onClose={onClose}
    >
      <TextField data-autofocus required bound={form.bind('name')} label={t('name')} />
      <TextField
        required
        type="email"
        bound={form.bind('email')}
        label={t('people.email')}
        {...(user === undefined ? {} : { description: t('people.emailWhy') })}
      />
      {user === undefined && (
        <PasswordField
          autoComplete="new-password"
          bound={form.bind('password')}
          label={t('people.password')}
          description={t('people.passwordWhy')}
        />
      )}
      <label>
        <span className="mantine-InputWrapper-label">{t('people.role')}</span>
        <select className="choose" name="role" value={role.value} onChange={role.onChange}>
          {roles
            .filter((one) => one === user?.role || (me !== null && mayGrant(me.role, one)))
            .map((one) => (
              <option key={one} value={one}>
                {t(`role.${one}`)}
              </option>
            ))}
        </select>
        <span className="dim xs block">{t(`roleWhy.${form.values.role}`)}</span>
      </label>
      {teams.length > 0 && (
        <fieldset>
          <legend className="title">{t('team.title')}</legend>
          <div className="row wrap">
            {teams.map((team) => (
              <Checkbox
                key={team.id}
                label={team.name}
                checked={inTeams.includes(team.id)}
                onChange={() =>
                  setInTeams(
                    inTeams.includes(team.id) ? inTeams.filter((one) => one !== team.id) : [...inTeams, team.id],
                  )
                }
              />
            ))}
          </div>
        </fieldset>
      )}
      {user !== undefined && user.id !== me?.id && (
        <Checkbox
          label={t('people.active')}
          checked={form.values.active}
          onChange={(event) => form.set('active', event.currentTarget.checked)}
        />
      )}
      {user?.active === true && !form.values.active && (
        <Suspense>
          <LeavingPart
            user={user}
            heir={form.values.heir}
            onHeir={(id) => form.set('heir', id)}
            revokeKeys={form.values.revokeKeys}
            onRevokeKeys={(wanted) => form.set('revokeKeys', wanted)}
          />
        </Suspense>
      )}
    </FormDialog>
  );
}

function sameTeams(user: contract.User, teamIds: readonly string[]): boolean {
  return user.teams.length === teamIds.length && user.teams.every((team) => teamIds.includes(team.id));
}
