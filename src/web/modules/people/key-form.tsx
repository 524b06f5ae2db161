import './key-form.css';
import { Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/keys.ts';
import { mayGrant, roles } from '../../../domain/people/permissions.ts';
import { type Scope, type ScopeRoom, scopeRooms } from '../../../domain/people/scopes.ts';
import { call } from '../../api.ts';
import { useTeams } from '../../colleagues.ts';
import { useSession } from '../../session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { OnceShown } from '../../ui/once-shown.tsx';

type Reach = 'none' | 'read' | 'write';
const spans = ['0', '30', '90', '365'] as const;
const day = 86_400_000;

/** Makes a key: whose role, for which rooms, for which teams, until when, from where. Its token is shown once. */
export function KeyForm({ onMade, onClose }: { onMade: () => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'keys']);
  const { user } = useSession();
  const teams = useTeams();
  const [token, setToken] = useState<string>();
  const [limited, setLimited] = useState(false);
  const [reach, setReach] = useState<Partial<Record<ScopeRoom, Reach>>>({ cases: 'read' });
  const [teamIds, setTeamIds] = useState<string[]>([]);
  const form = useFields({ name: '', role: 'agent' as string, days: '0' as string, allowedIps: '' }, async (values) => {
    const scopes = scopeRooms.flatMap((room): Scope[] => {
      const far = reach[room] ?? 'none';
      return far === 'none' ? [] : [`${room}:${far}`];
    });
    const ips = values.allowedIps.split(/[\s,;]+/).filter((one) => one !== '');
    const made = await call<typeof contract.createKey>('POST', '/keys', {
      body: {
        name: values.name.trim(),
        role: roles.find((one) => one === values.role) ?? 'agent',
        ...(limited && scopes.length > 0 ? { scopes } : {}),
        ...(teamIds.length === 0 ? {} : { teamIds }),
        ...(values.days === '0' ? {} : { expiresAt: new Date(Date.now() + Number(values.days) * day).toISOString() }),
        ...(ips.length === 0 ? {} : { allowedIps: ips }),
      },
    });
    setToken(made.token);
    await onMade();
  });
  const role = form.bind('role');
  const days = form.bind('days');
  const nothing = limited && scopeRooms.every((room) => (reach[room] ?? 'none') === 'none');
  return (
    <Dialog opened onClose={onClose} title={t('key.new')} width={560}>
      {token !== undefined ? (
        <OnceShown label={t('key.token')} value={token} why={t('key.once')} />
      ) : (
        <form className="stack key-form" onSubmit={form.submit}>
          <TextField
            data-autofocus
            required
            bound={form.bind('name')}
            label={t('key.name')}
            description={t('key.nameWhy')}
          />
          <div className="two">
            <label>
              <span className="mantine-InputWrapper-label">{t('key.role')}</span>
              <select className="choose" name="role" value={role.value} onChange={role.onChange}>
                {roles
                  .filter((one) => user !== null && mayGrant(user.role, one))
                  .map((one) => (
                    <option key={one} value={one}>
                      {t(`role.${one}`)}
                    </option>
                  ))}
              </select>
              {role.error !== undefined && <span className="fault">{role.error}</span>}
            </label>
            <label>
              <span className="mantine-InputWrapper-label">{t('keys:expiry')}</span>
              <select className="choose" name="days" value={days.value} onChange={days.onChange}>
                {spans.map((span) => (
                  <option key={span} value={span}>
                    {t(`keys:span.${span}`)}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <Checkbox
            label={t('keys:limit')}
            description={t('keys:limitWhy')}
            checked={limited}
            onChange={(event) => setLimited(event.currentTarget.checked)}
          />
          {limited && <Rooms reach={reach} onReach={(room, far) => setReach({ ...reach, [room]: far })} />}
          {teams.length > 0 && (
            <fieldset>
              <legend className="title">{t('keys:teams')}</legend>
              <p className="dim xs">{t('keys:teamsWhy')}</p>
              <div className="members">
                {teams.map((team) => (
                  <Checkbox
                    key={team.id}
                    label={team.name}
                    checked={teamIds.includes(team.id)}
                    onChange={() =>
                      setTeamIds(
                        teamIds.includes(team.id) ? teamIds.filter((id) => id !== team.id) : [...teamIds, team.id],
                      )
                    }
                  />
                ))}
              </div>
            </fieldset>
          )}
          <TextField bound={form.bind('allowedIps')} label={t('keys:ips')} description={t('keys:ipsWhy')} />
          <FormEnd form={form} go={t('key.go')} disabled={nothing} onLeave={onClose} />
        </form>
      )}
    </Dialog>
  );
}

function Rooms(props: { reach: Partial<Record<ScopeRoom, Reach>>; onReach: (room: ScopeRoom, reach: Reach) => void }) {
  const { t } = useTranslation('keys');
  return (
    <fieldset>
      <legend className="title">{t('rooms')}</legend>
      <div className="scope-rooms">
        {scopeRooms.map((room) => (
          <label key={room} className="row">
            <span className="grow">{t(`room.${room}`)}</span>
            <select
              className="choose"
              value={props.reach[room] ?? 'none'}
              onChange={(event) => props.onReach(room, event.currentTarget.value as Reach)}
            >
              {(['none', 'read', 'write'] as const).map((far) => (
                <option key={far} value={far}>
                  {t(`reach.${far}`)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
