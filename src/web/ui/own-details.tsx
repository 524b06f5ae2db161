import './small-forms.css';
import { useTranslation } from 'react-i18next';
import type * as people from '../../contract/people.ts';
import { call } from '../api.ts';
import { queryClient } from '../query-client.ts';
import { sessionQuery, useSession } from '../session.ts';
import { notify } from '../toasts.ts';
import { useFields, useFirstFocus } from './fields.ts';
import { FormEnd } from './form-end.tsx';
import { ZoneField } from './place-fields.tsx';
import { TextField } from './text-fields.tsx';

/** One's own name, and the time zone in which one reads times. */
export default function OwnDetails({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(['house', 'settings']);
  const { user } = useSession();
  const first = useFirstFocus();
  const form = useFields({ name: user?.name ?? '', timeZone: user?.timeZone ?? 'UTC' }, async (values) => {
    const body = { name: values.name.trim(), timeZone: values.timeZone };
    const saved = await call<typeof people.changeOwnProfile>('PATCH', '/profile', { body });
    queryClient.setQueryData(sessionQuery.queryKey, (session) => session && { ...session, user: saved });
    notify(t('settings:saved'));
    onDone();
  });
  return (
    <form className="stack" aria-label={t('own.title')} onSubmit={form.submit}>
      <TextField
        required
        ref={first}
        autoComplete="name"
        bound={form.bind('name')}
        label={t('own.name')}
        description={t('own.nameWhy')}
      />
      <div>
        <ZoneField bound={form.bind('timeZone')} label={t('own.zone')} />
        <p className="dim xs">{t('own.zoneWhy')}</p>
      </div>
      <p className="dim sm">{t('own.address', { email: user?.email ?? '' })}</p>
      <FormEnd form={form} go={t('settings:save')} onLeave={onDone} />
    </form>
  );
}
