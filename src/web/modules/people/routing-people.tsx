import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/people-absence.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { deskSettingsQuery } from '../../desk-settings.ts';
import { peopleRoutingQuery, type PersonRouting } from './routing.data.ts';

const dimensions = ['language', 'kind', 'tag', 'product'] as const;

/** What everybody can and carries. */
export function RoutingPeople() {
  const { t } = useTranslation(['routing', 'settings']);
  const { may } = useSession();
  const desk = useQuery(deskSettingsQuery).data;
  const people = usePaged(peopleRoutingQuery);
  const [open, setOpen] = useState<PersonRouting>();
  if (desk === undefined || desk.plain) return null;
  return (
    <Block id="routing-people" title={t('people.title')} why={t('people.why')}>
      <ListFrame list={people} rows={3} height={44}>
        <ul className="rows">
          {people.items.map((one) => (
            <li key={one.person.id}>
              <div className="grow">
                <p className="row wrap">
                  <b className="strong">{one.person.name}</b>
                  {one.absent && <Chip kind="line">{t('people.absent')}</Chip>}
                  {!one.takesCases && <Chip>{t('people.takesNone')}</Chip>}
                </p>
                <p className="dim xs">
                  {one.mostLoad === null
                    ? t('people.load', { load: one.load })
                    : t('people.loadOf', { load: one.load, most: one.mostLoad })}
                  {one.skills.length > 0 && ` · ${one.skills.join(', ')}`}
                </p>
              </div>
              {may('cases.manage') && (
                <Button
                  size="s"
                  aria-label={t('people.changeOne', { name: one.person.name })}
                  onClick={() => setOpen(one)}
                >
                  {t('settings:change')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </ListFrame>
      {open !== undefined && <PersonForm routing={open} onClose={() => setOpen(undefined)} />}
    </Block>
  );
}

function PersonForm({ routing, onClose }: { routing: PersonRouting; onClose: () => void }) {
  const { t } = useTranslation(['routing', 'settings']);
  const of = (dimension: string) =>
    routing.skills
      .filter((skill) => skill.startsWith(`${dimension}:`))
      .map((skill) => skill.slice(dimension.length + 1))
      .join(', ');
  const form = useFields(
    {
      language: of('language'),
      kind: of('kind'),
      tag: of('tag'),
      product: of('product'),
      mostLoad: routing.mostLoad === null ? '' : String(routing.mostLoad),
      takesCases: routing.takesCases,
    },
    async (values) => {
      const skills = dimensions.flatMap((dimension) =>
        String(values[dimension])
          .split(',')
          .map((word) => word.trim())
          .filter((word) => word !== '')
          .map((word) => `${dimension}:${word}`),
      );
      await call<typeof contract.changePersonRouting>('PUT', '/routing/people/:id', {
        params: { id: routing.person.id },
        body: {
          skills,
          mostLoad: values.mostLoad.trim() === '' ? null : Number(values.mostLoad.replace(',', '.')),
          takesCases: values.takesCases,
        },
      });
      await queryClient.invalidateQueries({ queryKey: ['routing'] });
      notify(t('settings:saved'));
      onClose();
    },
  );
  return (
    <FormDialog title={routing.person.name} form={form} go={t('settings:save')} onClose={onClose}>
      <p className="dim sm">{t('people.skillsWhy')}</p>
      {dimensions.map((dimension) => (
        <TextField
          key={dimension}
          bound={form.bind(dimension)}
          label={t(`people.${dimension}`)}
          description={t(`people.${dimension}Hint`)}
        />
      ))}
      <TextField
        type="number"
        min={0}
        step="any"
        bound={form.bind('mostLoad')}
        label={t('teams.limit')}
        description={t('people.limitWhy')}
      />
      <Checkbox
        label={t('people.takesCases')}
        checked={form.values.takesCases}
        onChange={(event) => form.set('takesCases', event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
