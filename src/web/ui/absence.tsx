import { Checkbox } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../contract/people-absence.ts';
import { call } from '../api.ts';
import { useColleagues } from '../colleagues.ts';
import { queryClient } from '../query-client.ts';
import { useSession } from '../session.ts';
import { notify, notifyProblem } from '../toasts.ts';
import { Button } from './button.tsx';
import { useFields } from './fields.ts';
import { FormEnd } from './form-end.tsx';
import { TextField } from './text-fields.tsx';
import { TimeText } from './time-text.tsx';
import { absencesQuery, type Absence } from '../absences.ts';

/** Being away: who stands in, until when, and back again. */
export default function AbsencePart() {
  const { t } = useTranslation('routing');
  const { user } = useSession();
  const [planning, setPlanning] = useState(false);
  const list = useQuery({ ...absencesQuery(user?.id ?? ''), enabled: user !== null }).data ?? [];
  const end = useMutation({
    mutationFn: (absence: Absence) =>
      call<typeof contract.endAbsence>('POST', '/absences/:id/end', { params: { id: absence.id } }),
    onSuccess: (absence) => {
      void queryClient.invalidateQueries({ queryKey: ['absences'] });
      notify(t(absence.handedOver > 0 ? 'absence.backWithWork' : 'absence.backAgain', { count: absence.handedOver }));
    },
    onError: (problem) => notifyProblem(problem),
  });
  if (user === null) return null;
  return (
    <section aria-labelledby="absence" style={{ display: 'grid', gap: 8 }}>
      <div className="row">
        <div className="grow">
          <h3 className="label" id="absence">
            {t('absence.title')}
          </h3>
          {list.length === 0 && <p className="mid">{t('absence.here')}</p>}
        </div>
        {!planning && (
          <Button size="s" aria-describedby="absence" onClick={() => setPlanning(true)}>
            {t('absence.plan')}
          </Button>
        )}
      </div>
      {list.map((one) => (
        <div className="row wrap" key={one.id}>
          <p className="grow sm">
            {t(one.state === 'away' ? 'absence.awayNow' : 'absence.planned')} <TimeText at={one.from} />
            {one.until !== null && (
              <>
                {' – '}
                <TimeText at={one.until} />
              </>
            )}
            {one.delegate !== null && ` · ${t('absence.standsIn', { name: one.delegate.name })}`}
          </p>
          <Button size="s" busy={end.isPending} onClick={() => end.mutate(one)}>
            {t(one.state === 'away' ? 'absence.back' : 'absence.cancel')}
          </Button>
        </div>
      ))}
      {planning && <AbsenceForm userId={user.id} onDone={() => setPlanning(false)} />}
    </section>
  );
}

function AbsenceForm({ userId, onDone }: { userId: string; onDone: () => void }) {
  const { t } = useTranslation(['routing', 'settings']);
  const people = useColleagues().filter((one) => one.id !== userId && one.role !== 'colleague');
  const form = useFields(
    { from: '', until: '', delegateId: '', note: '', handOver: true as boolean, takeBack: true as boolean },
    async (values) => {
      const instant = (local: string) => new Date(local).toISOString();
      await call<typeof contract.planAbsence>('POST', '/absences', {
        body: {
          ...(values.from === '' ? {} : { from: instant(values.from) }),
          ...(values.until === '' ? {} : { until: instant(values.until) }),
          ...(values.delegateId === '' ? {} : { delegateId: values.delegateId }),
          note: values.note,
          handOver: values.handOver,
          takeBack: values.takeBack,
        },
      });
      await queryClient.invalidateQueries({ queryKey: ['absences'] });
      notify(t('absence.saved'));
      onDone();
    },
  );
  const delegate = form.bind('delegateId');
  return (
    <form className="stack" style={{ display: 'grid', gap: 12, marginTop: 10 }} onSubmit={form.submit}>
      <TextField
        type="datetime-local"
        bound={form.bind('from')}
        label={t('absence.from')}
        description={t('absence.fromWhy')}
      />
      <TextField
        type="datetime-local"
        bound={form.bind('until')}
        label={t('absence.until')}
        description={t('absence.untilWhy')}
      />
      <label>
        <span className="label" style={{ display: 'block', marginBottom: 6 }}>
          {t('absence.delegate')}
        </span>
        <select className="choose" name="delegateId" value={delegate.value} onChange={delegate.onChange}>
          <option value="">{t('absence.noDelegate')}</option>
          {people.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
        {delegate.error !== undefined && <span role="alert">{delegate.error}</span>}
      </label>
      <TextField bound={form.bind('note')} label={t('absence.note')} maxLength={300} />
      <Checkbox
        label={t('absence.handOver')}
        checked={form.values.handOver}
        onChange={(event) => form.set('handOver', event.currentTarget.checked)}
      />
      <Checkbox
        label={t('absence.takeBack')}
        checked={form.values.takeBack}
        onChange={(event) => form.set('takeBack', event.currentTarget.checked)}
      />
      <FormEnd form={form} go={t('absence.save')} onLeave={onDone} />
    </form>
  );
}
