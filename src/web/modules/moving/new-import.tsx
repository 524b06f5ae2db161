import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportSource, importSources } from '../../../domain/moving/words.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { fileKinds } from './add-files.tsx';
import { begin } from './moving.data.ts';
import { Meter } from './meter.tsx';

/** Which desk, and its files or the address of its API. */
export function NewImport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('moving');
  const [source, setSource] = useState<ImportSource>('zendesk');
  const [way, setWay] = useState<'files' | 'api'>('files');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sent, setSent] = useState<{ sent: number; of: number }>();
  const [fetchFiles, setFetchFiles] = useState(false);
  const names = source === 'zendesk' || source === 'freshdesk';
  const byApi = source === 'zammad' && way === 'api';
  const form = useFields({ url: '', token: '', origin: '' }, async (values) => {
    const origin = values.origin.trim();
    await begin(
      {
        source,
        ...(origin === '' ? {} : { origin }),
        ...(names ? { fetchFiles } : {}),
        ...(byApi ? { url: values.url.trim(), token: values.token.trim() } : {}),
      },
      byApi ? [] : files,
      (done, of) => setSent({ sent: done, of }),
    );
    onClose();
  });
  return (
    <FormDialog title={t('in.new')} form={form} go={t('in.look')} onClose={onClose}>
      <label>
        <span className="mantine-InputWrapper-label">{t('in.from')}</span>
        <select
          className="choose"
          data-autofocus
          value={source}
          onChange={(event) => setSource(event.currentTarget.value as ImportSource)}
        >
          {importSources.map((one) => (
            <option key={one} value={one}>
              {t(`source.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <p className="dim">{t(`how.${source}`)}</p>
      {source === 'zammad' && (
        <label>
          <span className="mantine-InputWrapper-label">{t('in.way')}</span>
          <select
            className="choose"
            value={way}
            onChange={(event) => setWay(event.currentTarget.value as 'files' | 'api')}
          >
            <option value="files">{t('in.byFiles')}</option>
            <option value="api">{t('in.byApi')}</option>
          </select>
        </label>
      )}
      {byApi ? (
        <>
          <TextField required bound={form.bind('url')} label={t('in.url')} description={t('in.urlWhy')} />
          <TextField
            required
            type="password"
            bound={form.bind('token')}
            label={t('in.token')}
            description={t('in.tokenWhy')}
          />
        </>
      ) : (
        <label>
          <span className="mantine-InputWrapper-label">{t('in.files')}</span>
          <input
            className="choose files"
            type="file"
            multiple
            required
            accept={fileKinds}
            onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])}
          />
        </label>
      )}
      {names && (
        <Checkbox
          label={t('in.fetchFiles')}
          description={t('in.fetchFilesWhy')}
          checked={fetchFiles}
          onChange={(event) => setFetchFiles(event.currentTarget.checked)}
        />
      )}
      <TextField bound={form.bind('origin')} label={t('in.origin')} description={t('in.originWhy')} />
      {sent !== undefined && <Meter label={t('in.sending')} done={sent.sent} of={sent.of} />}
    </FormDialog>
  );
}
