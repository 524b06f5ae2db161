import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues, useTeams } from '../../../colleagues.ts';
import { notify } from '../../../toasts.ts';
import { useFields } from '../../../ui/fields.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { TextField } from '../../../ui/text-fields.tsx';
import { useManner } from '../../../ui/time-text.tsx';
import { instantOfWall } from '../../../wall-time.ts';
import type { Case } from '../cases.data.ts';
import { companyDeeds } from './company.data.ts';

const roles = ['supplier', 'customer', 'colleague', 'team'] as const;

/** Brings one more into a case: a supplier, another customer, a colleague or a team, with a part of the work or without. */
export function AddParty({ found, onDone }: { found: Case; onDone: () => void }) {
  const { t } = useTranslation('company');
  const { timeZone } = useManner();
  const colleagues = useColleagues();
  const teams = useTeams();
  const [role, setRole] = useState<(typeof roles)[number]>('supplier');
  const form = useFields(
    { name: '', email: '', topic: '', task: '', dueAt: '', userId: '', teamId: '' },
    async (values) => {
      const dueAt = values.dueAt === '' ? undefined : instantOfWall(values.dueAt, timeZone);
      const outside = role === 'supplier' || role === 'customer';
      await companyDeeds(found.id).addParty({
        role,
        ...(outside ? { name: values.name.trim(), email: values.email.trim() } : {}),
        ...(role === 'colleague' ? { userId: values.userId } : {}),
        ...(role === 'team' ? { teamId: values.teamId } : {}),
        ...(role === 'supplier' && values.topic.trim() !== '' ? { topic: values.topic.trim() } : {}),
        ...(values.task.trim() === '' ? {} : { task: values.task.trim() }),
        ...(dueAt === undefined ? {} : { dueAt }),
      });
      notify(t('people.added'));
      onDone();
    },
  );
  const pick = (name: 'userId' | 'teamId', label: string, options: readonly { id: string; name: string }[]) => (
    <label className="stack" style={{ gap: 4 }}>
      <span className="label">{label}</span>
      <select className="choose" required {...form.bind(name)}>
        <option value="">{t('people.choose')}</option>
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form className="stack" onSubmit={form.submit}>
      <label className="stack" style={{ gap: 4 }}>
        <span className="label">{t('people.role')}</span>
        <select
          className="choose"
          value={role}
          onChange={(event) => setRole(roles.find((one) => one === event.currentTarget.value) ?? 'supplier')}
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {t(`role.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <p className="dim xs">{t(`sees.${role}`)}</p>
      {role === 'colleague' && pick('userId', t('role.colleague'), colleagues)}
      {role === 'team' && pick('teamId', t('role.team'), teams)}
      {(role === 'supplier' || role === 'customer') && (
        <>
          <TextField bound={form.bind('name')} label={t('people.name')} required maxLength={300} />
          <TextField bound={form.bind('email')} label={t('people.email')} type="email" required maxLength={320} />
        </>
      )}
      {role === 'supplier' && (
        <TextField
          bound={form.bind('topic')}
          label={t('people.topic')}
          description={t('people.topicWhy')}
          maxLength={300}
        />
      )}
      <div className="row wrap">
        <div className="grow">
          <TextField bound={form.bind('task')} label={t('people.task')} maxLength={300} />
        </div>
        <TextField bound={form.bind('dueAt')} label={t('tasks.due')} type="datetime-local" />
      </div>
      <FormEnd form={form} go={t('people.addGo')} onLeave={onDone} />
    </form>
  );
}
