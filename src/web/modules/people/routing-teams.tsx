import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/people-absence.ts';
import { routingMethods } from '../../../domain/rules/routing.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
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
import { TimeText } from '../../ui/time-text.tsx';
import { deskSettingsQuery } from '../../desk-settings.ts';
import { routingQueueQuery, teamRoutingQuery, type TeamRouting } from './routing.data.ts';

/** How each team's cases find their person; a small shop, where everybody sees everything, is spared it. */
export function RoutingTeams() {
  const { t } = useTranslation(['routing', 'settings']);
  const { may } = useSession();
  const desk = useQuery(deskSettingsQuery).data;
  const teams = usePaged(teamRoutingQuery);
  const [open, setOpen] = useState<TeamRouting>();
  if (desk === undefined || desk.plain) return null;
  return (
    <>
      <Block id="routing-teams" title={t('teams.title')} why={t('teams.why')}>
        <ListFrame
          list={teams}
          rows={2}
          height={44}
          none={<EmptyState what={t('teams.emptyWhat')} why={t('teams.emptyWhy')} />}
        >
          <ul className="rows">
            {teams.items.map((one) => (
              <li key={one.team.id}>
                <div className="grow">
                  <p className="row wrap">
                    <b className="strong">{one.team.name}</b>
                    {one.waiting > 0 && <Chip kind="line">{t('teams.waiting', { count: one.waiting })}</Chip>}
                    {one.takesTeamless && <Chip>{t('teams.teamless')}</Chip>}
                  </p>
                  <p className="dim xs">
                    {t(`method.${one.method}`)}
                    {one.method !== 'manual' &&
                      one.mostLoad !== null &&
                      ` · ${t('teams.most', { count: one.mostLoad })}`}
                    {one.method !== 'manual' && one.inHoursOnly && ` · ${t('teams.inHours')}`}
                  </p>
                </div>
                {may('cases.manage') && (
                  <Button
                    size="s"
                    aria-label={t('teams.changeOne', { name: one.team.name })}
                    onClick={() => setOpen(one)}
                  >
                    {t('settings:change')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </ListFrame>
        {open !== undefined && <TeamRoutingForm routing={open} onClose={() => setOpen(undefined)} />}
      </Block>
      <Queue />
    </>
  );
}

/** Cases that nobody could take, each with the reason. */
function Queue() {
  const { t } = useTranslation('routing');
  const queue = usePaged(routingQueueQuery);
  if (queue.items.length === 0) return null;
  return (
    <Block id="routing-queue" title={t('queue.title')}>
      <ul className="rows">
        {queue.items.map((one) => (
          <li key={one.case.id}>
            <div className="grow">
              <Link to="/inbox/{-$number}" params={{ number: String(one.case.number) }}>
                #{one.case.number} {one.case.subject}
              </Link>
              <p className="dim xs">{one.reason ?? t('queue.soon')}</p>
            </div>
            <TimeText at={one.askedAt} />
          </li>
        ))}
      </ul>
      {queue.more.has && (
        <Button busy={queue.more.loading} onClick={queue.more.load}>
          {t('more')}
        </Button>
      )}
    </Block>
  );
}

function TeamRoutingForm({ routing, onClose }: { routing: TeamRouting; onClose: () => void }) {
  const { t } = useTranslation(['routing', 'settings']);
  const form = useFields(
    {
      method: routing.method as string,
      mostLoad: routing.mostLoad === null ? '' : String(routing.mostLoad),
      inHoursOnly: routing.inHoursOnly,
      takesTeamless: routing.takesTeamless,
    },
    async (values) => {
      const most = Number(values.mostLoad.replace(',', '.'));
      await call<typeof contract.changeTeamRouting>('PUT', '/routing/teams/:id', {
        params: { id: routing.team.id },
        body: {
          method: values.method as TeamRouting['method'],
          mostLoad: values.mostLoad.trim() === '' ? null : most,
          inHoursOnly: values.inHoursOnly,
          takesTeamless: values.takesTeamless,
        },
      });
      await queryClient.invalidateQueries({ queryKey: ['routing'] });
      notify(t('settings:saved'));
      onClose();
    },
  );
  return (
    <FormDialog title={routing.team.name} form={form} go={t('settings:save')} onClose={onClose}>
      <fieldset>
        <legend className="title">{t('teams.how')}</legend>
        {routingMethods.map((method) => (
          <label key={method} className="row" style={{ minHeight: 36 }}>
            <input
              type="radio"
              name="method"
              checked={form.values.method === method}
              onChange={() => form.set('method', method)}
            />
            <span>{t(`method.${method}`)}</span>
          </label>
        ))}
      </fieldset>
      <TextField
        type="number"
        min={0}
        step="any"
        bound={form.bind('mostLoad')}
        label={t('teams.limit')}
        description={t('teams.limitWhy')}
      />
      <Checkbox
        label={t('teams.inHoursOnly')}
        checked={form.values.inHoursOnly}
        onChange={(event) => form.set('inHoursOnly', event.currentTarget.checked)}
      />
      <Checkbox
        label={t('teams.takesTeamless')}
        checked={form.values.takesTeamless}
        onChange={(event) => form.set('takesTeamless', event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
