import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/widget-settings.ts';
import { call } from '../../api.ts';
import { useTeams } from '../../colleagues.ts';
import { languages } from '../../../domain/languages.ts';
import { queryClient } from '../../query-client.ts';
import { notify } from '../../toasts.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { type Widget, widgetsQuery } from './widgets.data.ts';

const toggles = ['chat', 'help', 'feedback', 'pages'] as const;

/** How a widget looks, what it does, and on which pages it may stand. */
export function WidgetForm(props: { widget?: Widget; onClose: () => void; onSecret: (secret: string) => void }) {
  const { t } = useTranslation(['widgets', 'settings']);
  const { widget, onClose } = props;
  const teams = useTeams();
  const before = widget?.settings;
  const form = useFields(
    {
      name: widget?.name ?? '',
      origins: widget?.origins.join('\n') ?? '',
      teamId: widget?.teamId ?? '',
      colour: before?.colour ?? '#1f5f4c',
      position: before?.position ?? ('right' as const),
      theme: before?.theme ?? ('page' as const),
      chat: before?.chat ?? true,
      help: before?.help ?? true,
      feedback: before?.feedback ?? true,
      pages: before?.pages ?? false,
      mailAfter: String(before?.mailAfter ?? 2),
      overdueAfter: String(before?.overdueAfter ?? 90),
      en: before?.greetings['en'] ?? '',
      de: before?.greetings['de'] ?? '',
      es: before?.greetings['es'] ?? '',
      fr: before?.greetings['fr'] ?? '',
      pt: before?.greetings['pt'] ?? '',
    },
    async (values) => {
      const { name, origins, teamId, mailAfter, overdueAfter, en, de, es, fr, pt, ...settings } = values;
      const said = Object.entries({ en, de, es, fr, pt }).filter(([, words]) => words.trim() !== '');
      const body = {
        name,
        origins: origins.split(/[\s,]+/).flatMap((one) => (one === '' ? [] : [one.replace(/\/+$/, '')])),
        teamId: teamId === '' ? null : teamId,
        settings: {
          ...settings,
          mailAfter: Number(mailAfter),
          overdueAfter: Number(overdueAfter),
          greetings: Object.fromEntries(said),
        },
      };
      if (widget === undefined) {
        const made = await call<typeof contract.createWidget>('POST', '/widgets', { body });
        props.onSecret(made.secret);
      } else {
        await call<typeof contract.changeWidget>('PATCH', '/widgets/:id', { params: { id: widget.id }, body });
        notify(t('settings:saved'));
      }
      await queryClient.invalidateQueries({ queryKey: widgetsQuery.queryKey });
      onClose();
    },
  );
  const choice = (name: 'teamId' | 'position' | 'theme', label: string, options: readonly [string, string][]) => {
    const bound = form.bind(name);
    return (
      <label>
        <span className="mantine-InputWrapper-label">{label}</span>
        <select className="choose" name={name} value={bound.value} onChange={bound.onChange}>
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
    );
  };
  return (
    <FormDialog title={widget?.name ?? t('new')} width={640} form={form} go={t('settings:save')} onClose={onClose}>
      <TextField data-autofocus required bound={form.bind('name')} label={t('settings:name')} />
      <TextAreaField
        minRows={2}
        bound={form.bind('origins')}
        label={t('origins')}
        description={t('originsWhy')}
        placeholder="https://shop.example"
      />
      <div className="two">
        {choice('teamId', t('team'), [['', t('noTeam')], ...teams.map((one): [string, string] => [one.id, one.name])])}
        <TextField type="color" bound={form.bind('colour')} label={t('colour')} />
      </div>
      <div className="two">
        {choice('position', t('position'), [
          ['right', t('right')],
          ['left', t('left')],
        ])}
        {choice('theme', t('theme'), [
          ['page', t('themePage')],
          ['light', t('themeLight')],
          ['dark', t('themeDark')],
        ])}
      </div>
      <div className="widget-toggles">
        {toggles.map((name) => (
          <Checkbox
            key={name}
            label={t(`does.${name}`)}
            checked={form.values[name]}
            onChange={(event) => form.set(name, event.currentTarget.checked)}
          />
        ))}
      </div>
      <div className="two">
        <TextField
          type="number"
          min={1}
          max={60}
          bound={form.bind('mailAfter')}
          label={t('mailAfter')}
          description={t('mailAfterWhy')}
        />
        <TextField
          type="number"
          min={15}
          max={3600}
          bound={form.bind('overdueAfter')}
          label={t('overdueAfter')}
          description={t('overdueAfterWhy')}
        />
      </div>
      <details>
        <summary>{t('greetings')}</summary>
        <div className="stack">
          {languages.map((language) => (
            <TextField
              key={language}
              maxLength={300}
              lang={language}
              bound={form.bind(language)}
              label={t(`in.${language}`)}
            />
          ))}
        </div>
      </details>
    </FormDialog>
  );
}
