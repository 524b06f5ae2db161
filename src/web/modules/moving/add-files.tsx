import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Meter } from './meter.tsx';
import { addFiles, type Import } from './moving.data.ts';

/** What files of another desk end in. */
export const fileKinds = '.json,.jsonl,.ndjson,.csv,.tsv,.txt,.sql,.gz,.tar,.tgz,.zip';

/** Brings more files to an import, or the rest of those whose sending was cut off, and reads it again. */
export function AddFiles({ one }: { one: Import }) {
  const { t } = useTranslation('moving');
  const input = useRef<HTMLInputElement>(null);
  const [sent, setSent] = useState<{ sent: number; of: number }>();
  const send = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setSent({ sent: 0, of: 1 });
    try {
      await addFiles(one, files, (done, of) => setSent({ sent: done, of }));
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setSent(undefined);
    }
  };
  return (
    <div className="stack">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={fileKinds}
        onChange={(event) => {
          void send([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <p className="row">
        <Button size="s" busy={sent !== undefined} onClick={() => input.current?.click()}>
          {t('in.addFiles')}
        </Button>
        <span className="dim xs">{t(one.state === 'files' ? 'in.sendOnWhy' : 'in.addFilesWhy')}</span>
      </p>
      {sent !== undefined && <Meter label={t('in.sending')} done={sent.sent} of={sent.of} />}
    </div>
  );
}
