import './webhooks.css';
import { Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/webhooks.ts';
import { mayGrant, mayRole, type Role, roles } from '../../../domain/people/permissions.ts';
import { type RoomHeard, roomsHeard } from '../../../domain/webhooks/words.ts';
import { call } from '../../api.ts';
import { useTeams } from '../../colleagues.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { OnceShown } from '../../ui/once-shown.tsx';
import { askAgain, type Webhook } from './webhooks.data.ts';

const rooms = Object.keys(roomsHeard) as RoomHeard[];

/** Makes or changes a webhook: where to, what it hears of, with whose eyes; and its secret. */
export function WebhookForm({ webhook, onClose }: { webhook?: Webhook; onClose: () => void }) {
  const { t } = useTranslation(['webhooks', 'settings']);
  const { user } = useSession();
  const teams = useTeams();
  const [secret, setSecret] = useState<string>();
  const [heard, setHeard] = useState<RoomHeard[]>(
    rooms.filter((room) => (webhook?.events ?? ['cases.*']).includes(`${room}.*`)),
  );
  const [teamIds, setTeamIds] = useState<string[]>(webhook?.teamIds ?? []);
  const form = useFields(
    {
      name: webhook?.name ?? '',
      url: webhook?.url ?? '',
      events: (webhook?.events ?? []).filter((one) => !rooms.some((room) => one === `${room}.*`)).join('\n'),
      tags: (webhook?.tags ?? []).join(', '),
      role: (webhook?.role ?? user?.role ?? 'admin') as string,
    },
    async (values) => {
      const typed = values.events.split(/[\s,]+/).filter((one) => one !== '');
      const body = {
        name: values.name.trim(),
        url: values.url.trim(),
        events: [...heard.map((room) => `${room}.*`), ...typed],
        teamIds,
        tags: values.tags
          .split(',')
          .map((tag) => tag.trim())
          .filter((tag) => tag !== ''),
        role: values.role as Role,
      };
      if (webhook === undefined) {
        const made = await call<typeof contract.createWebhook>('POST', '/webhooks', { body });
        setSecret(made.secret);
      } else {
        await call<typeof contract.changeWebhook>('PATCH', '/webhooks/:id', { params: { id: webhook.id }, body });
        notify(t('settings:saved'));
        onClose();
      }
      await askAgain();
    },
  );
  const role = form.bind('role');
  const toggle = <T,>(all: T[], one: T) => (all.includes(one) ? all.filter((other) => other !== one) : [...all, one]);
  return (
    <Dialog
      opened
      onClose={onClose}
      width={620}
      title={webhook === undefined ? t('new') : t('changeOne', { name: webhook.name })}
    >
      {secret !== undefined ? (
        <OnceShown label={t('secret')} value={secret} why={t('secretWhy')} />
      ) : (
        <form className="stack webhook-form" onSubmit={form.submit}>
          <TextField data-autofocus required bound={form.bind('name')} label={t('name')} description={t('nameWhy')} />
          <TextField required type="url" bound={form.bind('url')} label={t('url')} description={t('urlWhy')} />
          <fieldset>
            <legend className="title">{t('hears')}</legend>
            <div className="members">
              {rooms
                .filter((room) => mayRole(role.value as Role, roomsHeard[room]))
                .map((room) => (
                  <Checkbox
                    key={room}
                    label={t(`room.${room}`)}
                    checked={heard.includes(room)}
                    onChange={() => setHeard(toggle(heard, room))}
                  />
                ))}
            </div>
          </fieldset>
          <TextAreaField minRows={2} bound={form.bind('events')} label={t('types')} description={t('typesWhy')} />
          <div className="two">
            <label>
              <span className="mantine-InputWrapper-label">{t('role')}</span>
              <select className="choose" name="role" value={role.value} onChange={role.onChange}>
                {roles
                  .filter((one) => user !== null && mayGrant(user.role, one))
                  .map((one) => (
                    <option key={one} value={one}>
                      {t(`settings:role.${one}`)}
                    </option>
                  ))}
              </select>
            </label>
            <TextField bound={form.bind('tags')} label={t('tags')} description={t('tagsWhy')} />
          </div>
          {teams.length > 0 && (
            <fieldset>
              <legend className="title">{t('teams')}</legend>
              <p className="dim xs">{t('teamsWhy')}</p>
              <div className="members">
                {teams.map((team) => (
                  <Checkbox
                    key={team.id}
                    label={team.name}
                    checked={teamIds.includes(team.id)}
                    onChange={() => setTeamIds(toggle(teamIds, team.id))}
                  />
                ))}
              </div>
            </fieldset>
          )}
          {webhook !== undefined && <Secret webhook={webhook} onSecret={setSecret} />}
          <FormEnd
            form={form}
            go={webhook === undefined ? t('go') : t('settings:save')}
            disabled={heard.length === 0 && form.values.events.trim() === ''}
            onLeave={onClose}
          />
        </form>
      )}
    </Dialog>
  );
}

function Secret({ webhook, onSecret }: { webhook: Webhook; onSecret: (secret: string) => void }) {
  const { t } = useTranslation('webhooks');
  const params = { id: webhook.id };
  const trying = (work: () => Promise<{ secret: string }>) =>
    void work().then(({ secret }) => onSecret(secret), notifyProblem);
  return (
    <fieldset>
      <legend className="title">{t('secret')}</legend>
      <p className="dim xs">
        {t('rotateWhy')}
        {webhook.previousSecretUntil !== null && (
          <>
            {' '}
            {t('previousUntil')} <TimeText at={webhook.previousSecretUntil} />
          </>
        )}
      </p>
      <div className="row">
        <Button
          size="s"
          onClick={() =>
            trying(() => call<typeof contract.readWebhookSecret>('POST', '/webhooks/:id/secret/showing', { params }))
          }
        >
          {t('showSecret')}
        </Button>
        <Button
          size="s"
          onClick={() =>
            trying(async () => {
              const made = await call<typeof contract.rotateWebhookSecret>('POST', '/webhooks/:id/secret', {
                params,
                body: {},
              });
              await askAgain();
              return made;
            })
          }
        >
          {t('rotate')}
        </Button>
      </div>
    </fieldset>
  );
}
