import { IconLock, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../../contract/cases.ts';
import { newKey } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { notify } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { RichTextEditor } from '../../../ui/rich-text-editor.tsx';
import { TextSkeleton } from '../../../ui/skeletons.tsx';
import type { Case } from '../cases.data.ts';
import { companyDeeds, type Party } from '../company/company.data.ts';
import { handKeys } from '../hands.data.ts';
import { AttachButton } from './attach-button.tsx';
import { partyDraftQuery, partyStart, usePartyDraft } from './party-draft.ts';
import { UploadList } from './upload-list.tsx';
import { useUploads } from './uploads.ts';

/** Where one writes to one outside party alone, or one summary to all, going on with what was begun. */
export default function PartyComposer(props: { found: Case; to: Party | 'all'; parties: readonly Party[] }) {
  const { found, to } = props;
  const whom = to === 'all' ? 'all' : (to.id ?? '');
  const draft = useQuery(partyDraftQuery(found.id, whom));
  if (draft.isPending) return <TextSkeleton lines={3} />;
  return <PartyWriting key={whom} whom={whom} draft={draft.data ?? null} {...props} />;
}

/** Who reads it stands above, below and on the button. */
function PartyWriting(props: {
  found: Case;
  to: Party | 'all';
  whom: string;
  draft: Draft | null;
  parties: readonly Party[];
}) {
  const { t } = useTranslation(['company', 'cases']);
  const { found, to, whom, parties } = props;
  const [draft] = useState(props.draft);
  const [start] = useState(() => partyStart(found.id, whom, draft));
  const uploads = useUploads((name) => t('cases:composer.tooLarge', { name, limit: 30 }), start.files);
  const { html, write, kept, sent } = usePartyDraft(found, whom, draft, start, uploads.files);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const key = useRef(newKey());
  const attachmentIds = uploads.ids;
  const ready = (html.trim() !== '' || attachmentIds.length > 0) && !uploads.busy;
  const named = to === 'all' ? parties.filter((party) => party.role !== 'customer') : [to];
  const names = to === 'all' ? [found.customer.name, ...parties.map((party) => party.name)].join(', ') : to.name;
  const send = async () => {
    if (!ready || busy) return;
    setBusy(true);
    setProblem(undefined);
    const partyIds = named.flatMap((party) => (party.id === null ? [] : [party.id]));
    const deeds = companyDeeds(found.id);
    // a file may go without words
    const said = html.trim() === '' ? '<p></p>' : html;
    try {
      if (to === 'all')
        await deeds.summarise(
          { html: said, customer: true, partyIds, revision: found.revision, attachmentIds },
          key.current,
        );
      else await deeds.write({ html: said, partyIds, attachmentIds }, key.current);
      key.current = newKey();
      sent();
      write('');
      uploads.clear();
      void queryClient.invalidateQueries({ queryKey: handKeys.drafts });
      notify(t('say.sent', { names }));
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="compose" aria-label={t(to === 'all' ? 'say.toAll' : 'say.toOne', { names })}>
      {problem !== undefined && <ErrorNotice problem={problem} onAgain={() => void send()} />}
      <div className={to === 'all' ? 'pad party everybody' : 'pad party'}>
        <p className="to strong">
          {to === 'all' ? (
            <IconUsersGroup size={14} stroke={1.7} aria-hidden />
          ) : (
            <IconLock size={14} stroke={1.7} aria-hidden />
          )}
          {t(to === 'all' ? 'say.allRead' : 'say.onlyReads', { names, customer: found.customer.name })}
        </p>
        <RichTextEditor
          label={t(to === 'all' ? 'say.toAll' : 'say.toOne', { names })}
          placeholder={t(to === 'all' ? 'say.allPlaceholder' : 'say.placeholder', { names })}
          value={html}
          onChange={write}
          onSubmit={() => void send()}
        />
        <UploadList uploads={uploads.uploads} onRemove={uploads.remove} />
        <div className="bar">
          <AttachButton uploads={uploads} />
          <span className="grow" />
          <output className="label">{kept === 'clean' ? '' : t(`cases:composer.draft.${kept}`)}</output>
          <Button kind="go" size="s" busy={busy} disabled={!ready} onClick={() => void send()}>
            {t(to === 'all' ? 'say.sendAll' : 'say.sendOne', { names })}
          </Button>
        </div>
      </div>
    </section>
  );
}
