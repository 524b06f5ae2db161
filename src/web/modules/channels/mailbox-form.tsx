import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/channels.ts';
import { call } from '../../api.ts';
import { useTeams } from '../../colleagues.ts';
import { queryClient } from '../../query-client.ts';
import { notify } from '../../toasts.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import type { Mailbox } from './channels.data.ts';

/** An address that customers write to: its name, who works it, how we sign. */
export function MailboxForm({ mailbox, onClose }: { mailbox?: Mailbox; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'house']);
  const teams = useTeams();
  const form = useFields(
    {
      name: mailbox?.name ?? '',
      address: mailbox?.address ?? '',
      fromName: mailbox?.fromName ?? '',
      signature: mailbox?.signature ?? '',
      teamId: mailbox?.teamId ?? '',
      isDefault: mailbox?.isDefault ?? false,
      acknowledges: mailbox?.acknowledges ?? true,
    },
    async (values) => {
      const body = { ...values, teamId: values.teamId === '' ? null : values.teamId };
      if (mailbox === undefined) await call<typeof contract.createMailbox>('POST', '/mailboxes', { body });
      else await call<typeof contract.changeMailbox>('PATCH', '/mailboxes/:id', { params: { id: mailbox.id }, body });
      await queryClient.invalidateQueries({ queryKey: ['channels'] });
      notify(t('saved'));
      onClose();
    },
  );
  const team = form.bind('teamId');
  return (
    <FormDialog title={mailbox?.address ?? t('mailbox.new')} width={560} form={form} go={t('save')} onClose={onClose}>
      <div className="two">
        <TextField data-autofocus required bound={form.bind('name')} label={t('name')} />
        <TextField required type="email" bound={form.bind('address')} label={t('mailbox.address')} />
      </div>
      <div className="two">
        <TextField bound={form.bind('fromName')} label={t('mailbox.fromName')} description={t('mailbox.fromNameWhy')} />
        <label>
          <span className="mantine-InputWrapper-label">{t('mailbox.team')}</span>
          <select className="choose" name="teamId" value={team.value} onChange={team.onChange}>
            <option value="">{t('mailbox.noTeam')}</option>
            {teams.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <TextAreaField
        minRows={3}
        bound={form.bind('signature')}
        label={t('mailbox.signature')}
        description={t('house:signatureWhy', { agent: '{{agent.name}}' })}
      />
      <Checkbox
        label={t('mailbox.acknowledges')}
        checked={form.values.acknowledges}
        onChange={(event) => form.set('acknowledges', event.currentTarget.checked)}
      />
      <Checkbox
        label={t('mailbox.default')}
        checked={form.values.isDefault}
        onChange={(event) => form.set('isDefault', event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
