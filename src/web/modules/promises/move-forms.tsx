import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/promises.ts';
import { call } from '../../api.ts';
import { notify } from '../../toasts.ts';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { instantOfWall, wallAhead, wallOfInstant } from '../../wall-time.ts';
import { showPromise, type PromiseDetail } from './promises.data.ts';

interface Props {
  promise: PromiseDetail;
  onClose: () => void;
}

/** It is done: a word on how, if one wants. */
export function KeepForm({ promise, onClose }: Props) {
  const { t } = useTranslation('cases');
  const form = useFields({ note: '' }, async ({ note }) => {
    const body = note.trim() === '' ? {} : { note: note.trim() };
    showPromise(
      await call<typeof contract.keepPromise>('POST', '/promises/:id/keeping', { params: { id: promise.id }, body }),
    );
    notify(t('promise.done.kept'));
    onClose();
  });
  return (
    <form className="stack" onSubmit={form.submit}>
      <TextAreaField data-autofocus minRows={2} bound={form.bind('note')} label={t('promise.keepNote')} />
      <FormEnd form={form} go={t('promise.move.keep')} onLeave={onClose} />
    </form>
  );
}

/** Another hour, before the present one; the customer is told in words that he reads as they are. */
export function RenegotiateForm({ promise, onClose }: Props) {
  const { t } = useTranslation('cases');
  const { timeZone } = useManner();
  const now = useNow();
  const form = useFields({ dueAt: wallAhead(now, timeZone, 2, '12:00'), why: '', tellCustomer: '' }, async (values) => {
    const told = values.tellCustomer.trim();
    showPromise(
      await call<typeof contract.renegotiatePromise>('POST', '/promises/:id/renegotiation', {
        params: { id: promise.id },
        body: {
          dueAt: instantOfWall(values.dueAt, timeZone) ?? values.dueAt,
          why: values.why.trim(),
          ...(told === '' ? {} : { tellCustomer: told }),
        },
      }),
    );
    notify(t('promise.done.renegotiated'));
    onClose();
  });
  return (
    <form className="stack" onSubmit={form.submit}>
      <TextField
        data-autofocus
        required
        type="datetime-local"
        min={wallOfInstant(now, timeZone)}
        bound={form.bind('dueAt')}
        label={t('promise.newHour')}
        description={t('promise.newHourWhy')}
      />
      <TextField required maxLength={300} bound={form.bind('why')} label={t('promise.because')} />
      <TextAreaField
        minRows={3}
        bound={form.bind('tellCustomer')}
        label={t('promise.tell', { name: promise.customer.name })}
        description={t('promise.tellWhy')}
      />
      <FormEnd form={form} go={t('promise.move.renegotiate')} onLeave={onClose} />
    </form>
  );
}

/** It cannot be kept, or it broke in silence: why, what the customer hears, and how it is made good. */
export function BreakForm({ promise, onClose }: Props) {
  const { t } = useTranslation('cases');
  const form = useFields({ reason: '', apology: '', recovery: '' }, async (values) => {
    const apology = values.apology.trim();
    const recovery = values.recovery.trim();
    showPromise(
      await call<typeof contract.breakPromise>('POST', '/promises/:id/breaking', {
        params: { id: promise.id },
        body: {
          reason: values.reason.trim(),
          ...(apology === '' ? {} : { apology }),
          ...(recovery === '' ? {} : { recovery }),
        },
      }),
    );
    notify(t('promise.done.broken'));
    onClose();
  });
  return (
    <form className="stack" onSubmit={form.submit}>
      <TextField data-autofocus required maxLength={300} bound={form.bind('reason')} label={t('promise.reason')} />
      <TextAreaField
        minRows={3}
        bound={form.bind('apology')}
        label={t('promise.apology', { name: promise.customer.name })}
        description={t('promise.apologyWhy')}
      />
      <TextAreaField minRows={2} bound={form.bind('recovery')} label={t('promise.recovery')} />
      <FormEnd form={form} go={t('promise.breakGo')} onLeave={onClose} />
    </form>
  );
}
