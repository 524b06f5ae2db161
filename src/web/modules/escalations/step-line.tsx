import { Checkbox } from '@mantine/core';
import { IconArrowUp, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../colleagues.ts';
import { Button } from '../../ui/button.tsx';
import { rotasQuery, type Step } from './escalations.data.ts';

const whoms = ['keeper', 'team-lead', 'role', 'person', 'on-call'] as const;
const roles = ['agent', 'lead', 'manager', 'admin', 'owner'] as const;

/** One step: whom it calls, whether by mail too, and how long it waits. */
export function StepLine(props: {
  step: Step;
  place: number;
  only: boolean;
  onChange: (step: Step | undefined) => void;
  onUp: () => void;
}) {
  const { t } = useTranslation(['escalations', 'settings']);
  const people = useColleagues().filter(({ role }) => role !== 'colleague');
  const rotas = useQuery(rotasQuery).data ?? [];
  const { step, place, onChange } = props;
  const choose = (whom: Step['whom']): Step => ({
    whom,
    mail: step.mail,
    waitMinutes: step.waitMinutes,
    ...(whom === 'role' ? { role: 'manager' as const } : {}),
    ...(whom === 'person' && people[0] !== undefined ? { userId: people[0].id } : {}),
    ...(whom === 'on-call' && rotas[0] !== undefined ? { rotaId: rotas[0].id } : {}),
  });
  return (
    <div className="escalation-line">
      <span className="dim" aria-hidden style={{ width: 16 }}>
        {place + 1}
      </span>
      <select
        className="choose"
        aria-label={t('settings.step', { n: place + 1 })}
        value={step.whom}
        onChange={({ currentTarget }) => onChange(choose(currentTarget.value as Step['whom']))}
      >
        {whoms.map((whom) => (
          <option key={whom} value={whom} disabled={whom === 'on-call' && rotas.length === 0}>
            {t(`whom.${whom}`)}
          </option>
        ))}
      </select>
      {step.whom === 'role' && (
        <select
          className="choose"
          aria-label={t('settings.role')}
          value={step.role}
          onChange={({ currentTarget }) => onChange({ ...step, role: currentTarget.value as (typeof roles)[number] })}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`settings:role.${role}`)}
            </option>
          ))}
        </select>
      )}
      {step.whom === 'person' && (
        <select
          className="choose"
          aria-label={t('settings.person')}
          value={step.userId}
          onChange={({ currentTarget }) => onChange({ ...step, userId: currentTarget.value })}
        >
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
      )}
      {step.whom === 'on-call' && (
        <select
          className="choose"
          aria-label={t('settings.rota')}
          value={step.rotaId}
          onChange={({ currentTarget }) => onChange({ ...step, rotaId: currentTarget.value })}
        >
          {rotas.map((rota) => (
            <option key={rota.id} value={rota.id}>
              {rota.name}
            </option>
          ))}
        </select>
      )}
      <input
        type="number"
        className="small-input"
        min={1}
        max={10_080}
        required
        aria-label={t('settings.wait')}
        title={t('settings.wait')}
        value={step.waitMinutes}
        onChange={({ currentTarget }) => onChange({ ...step, waitMinutes: Number(currentTarget.value) })}
      />
      <span className="dim sm">{t('settings.minutes', { n: '' }).trim()}</span>
      <Checkbox
        label={t('settings.mail')}
        checked={step.mail}
        onChange={({ currentTarget }) => onChange({ ...step, mail: currentTarget.checked })}
      />
      {place > 0 && (
        <Button kind="icon" aria-label={t('settings.moveUp', { n: place + 1 })} onClick={props.onUp}>
          <IconArrowUp size={15} stroke={1.7} aria-hidden />
        </Button>
      )}
      {!props.only && (
        <Button
          kind="icon"
          aria-label={t('settings.removeOne', { name: t('settings.step', { n: place + 1 }) })}
          onClick={() => onChange(undefined)}
        >
          <IconX size={15} stroke={1.7} aria-hidden />
        </Button>
      )}
    </div>
  );
}
