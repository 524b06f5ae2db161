import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/options.ts';
import { call } from '../../api.ts';
import { ask } from '../../questions.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { deed, sheetsQuery, templatesQuery, type Sheet } from './procedures.data.ts';
import { SheetEditor } from './sheet-editor.tsx';

/** The option sheets of a case: begun of a template in a press, sent, chosen, confirmed. */
export default function OptionsDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { t } = useTranslation('procedures');
  const sheets = useQuery(sheetsQuery(caseId));
  const templates = useQuery(templatesQuery).data ?? [];
  const [editing, setEditing] = useState<string>();
  const begin = (body: { templateId?: string }) =>
    void deed('options', async () => {
      const made = await call<typeof contract.addOptionSheet>('POST', '/cases/:id/option-sheets', {
        params: { id: caseId },
        body,
      });
      setEditing(made.id);
    });
  const open = sheets.data?.find((one) => one.id === editing && one.state === 'draft');
  return (
    <Dialog opened onClose={onClose} title={t('sheet.title')} width={820}>
      <div className="stack">
        {sheets.isPending && <TextSkeleton lines={4} />}
        {sheets.isError && <ErrorNotice problem={sheets.error} onAgain={() => void sheets.refetch()} />}
        {open !== undefined ? (
          <SheetEditor key={open.id} sheet={open} onDone={() => setEditing(undefined)} />
        ) : (
          <>
            {sheets.data?.length === 0 && <EmptyState what={t('sheet.noneWhat')} why={t('sheet.noneWhy')} />}
            <ul className="rows">
              {sheets.data?.map((sheet) => (
                <SheetLine key={sheet.id} sheet={sheet} onEdit={() => setEditing(sheet.id)} />
              ))}
            </ul>
            <p className="row wrap">
              {templates.map((template) => (
                <Button key={template.id} onClick={() => begin({ templateId: template.id })}>
                  {t('sheet.fromTemplate', { name: template.name })}
                </Button>
              ))}
              <Button kind="quiet" onClick={() => begin({})}>
                {t('sheet.fromNothing')}
              </Button>
            </p>
          </>
        )}
      </div>
    </Dialog>
  );
}

function SheetLine({ sheet, onEdit }: { sheet: Sheet; onEdit: () => void }) {
  const { t } = useTranslation('procedures');
  const params = { id: sheet.id };
  const chosen = sheet.content.options.find((option) => option.key === sheet.chosen);
  const withdraw = async () => {
    const answer = await ask({
      title: t('sheet.withdrawTitle'),
      text: t('sheet.withdrawText'),
      yes: t('sheet.withdraw'),
    });
    if (answer === undefined) return;
    await deed('options', () =>
      call<typeof contract.withdrawOptionSheet>('POST', '/option-sheets/:id/withdrawal', { params }),
    );
  };
  return (
    <li>
      <div className="grow">
        <p className="row wrap">
          <b className="strong">{sheet.content.title}</b>
          <Chip kind={sheet.state === 'chosen' ? 'think' : 'line'}>{t(`sheet.state.${sheet.state}`)}</Chip>
        </p>
        <p className="dim xs">
          {sheet.sentAt !== null && (
            <>
              {t('sheet.sent')} <TimeText at={sheet.sentAt} />.{' '}
            </>
          )}
          {sheet.seenAt !== null && (
            <>
              {t('sheet.seen')} <TimeText at={sheet.seenAt} />.{' '}
            </>
          )}
          {chosen !== undefined && (
            <>
              {t('sheet.chose', { name: chosen.name })}
              {sheet.changedMind > 0 && ` ${t('sheet.changedMind', { count: sheet.changedMind })}`}{' '}
            </>
          )}
        </p>
        {sheet.unclear !== null && <p className="voice sm">{sheet.unclear}</p>}
      </div>
      {sheet.link !== null && (
        <a href={sheet.link} target="_blank" rel="noreferrer">
          {t('sheet.look')}
        </a>
      )}
      {sheet.state === 'draft' && (
        <Button size="s" onClick={onEdit}>
          {t('sheet.edit')}
        </Button>
      )}
      {sheet.state === 'chosen' && (
        <Button
          size="s"
          kind="yes"
          onClick={() =>
            void deed('options', () =>
              call<typeof contract.confirmOptionSheet>('POST', '/option-sheets/:id/confirmation', { params }),
            )
          }
        >
          {t('sheet.confirm')}
        </Button>
      )}
      {(sheet.state === 'sent' || sheet.state === 'chosen' || sheet.state === 'draft' || sheet.state === 'expired') && (
        <Button size="s" kind="quiet" onClick={() => void withdraw()}>
          {t('sheet.withdraw')}
        </Button>
      )}
    </li>
  );
}
