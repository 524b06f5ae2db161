import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '../../../toasts.ts';
import { useFields } from '../../../ui/fields.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { TextField } from '../../../ui/text-fields.tsx';
import { useManner } from '../../../ui/time-text.tsx';
import { instantOfWall } from '../../../wall-time.ts';
import type { Case } from '../cases.data.ts';
import { companyDeeds, type Party } from './company.data.ts';

/** Invites people of a case to a meeting. */
export function Meet({ found, parties, onDone }: { found: Case; parties: readonly Party[]; onDone: () => void }) {
  const { t } = useTranslation('company');
  const { timeZone } = useManner();
  const able = parties.filter((party) => party.email !== null && party.role !== 'customer');
  const [guests, setGuests] = useState<readonly string[]>(able.map((party) => party.id ?? 'requester'));
  const form = useFields({ title: '', place: '', startsAt: '', minutes: '30' }, async (values) => {
    const startsAt = instantOfWall(values.startsAt, timeZone);
    if (startsAt === undefined) return;
    await companyDeeds(found.id).meet({
      title: values.title.trim(),
      place: values.place.trim(),
      startsAt,
      minutes: Number(values.minutes),
      customer: guests.includes('requester'),
      partyIds: guests.filter((one) => one !== 'requester'),
    });
    notify(t('meeting.sent'));
    onDone();
  });
  return (
    <form className="stack" onSubmit={form.submit}>
      <TextField bound={form.bind('title')} label={t('meeting.title')} required maxLength={300} />
      <div className="row wrap">
        <TextField bound={form.bind('startsAt')} label={t('meeting.when')} type="datetime-local" required />
        <TextField
          bound={form.bind('minutes')}
          label={t('meeting.minutes')}
          type="number"
          min={5}
          max={1440}
          required
        />
        <div className="grow">
          <TextField bound={form.bind('place')} label={t('meeting.place')} maxLength={300} />
        </div>
      </div>
      <fieldset className="row wrap">
        <legend className="label">{t('meeting.guests')}</legend>
        {able.map((party) => {
          const id = party.id ?? 'requester';
          return (
            <label key={id} className="row">
              <input
                type="checkbox"
                checked={guests.includes(id)}
                onChange={(event) =>
                  setGuests(event.currentTarget.checked ? [...guests, id] : guests.filter((one) => one !== id))
                }
              />
              {party.name}
            </label>
          );
        })}
      </fieldset>
      <p className="dim xs">{t('meeting.alone')}</p>
      <FormEnd form={form} go={t('meeting.go')} disabled={guests.length === 0} onLeave={onDone} />
    </form>
  );
}
