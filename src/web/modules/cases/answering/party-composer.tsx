import { IconLock, IconUsersGroup } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../../api.ts';
import { notify } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { RichTextEditor } from '../../../ui/rich-text-editor.tsx';
import type { Case } from '../cases.data.ts';
import { companyDeeds, type Party } from '../company/company.data.ts';
import { AttachButton } from './attach-button.tsx';
import { UploadList } from './upload-list.tsx';
import { useUploads } from './uploads.ts';

/** Words typed to a party and not sent yet, by case and party: choosing another audience and coming back loses none. */
const unsent = new Map<string, string>();

/** Where one writes to one outside party alone, or one summary to all. Who reads it stands above, below and on the button. */
export function PartyComposer({ found, to, parties }: { found: Case; to: Party | 'all'; parties: readonly Party[] }) {
  const { t } = useTranslation(['company', 'cases']);
  const place = `${found.id}:${to === 'all' ? 'all' : (to.id ?? '')}`;
  const [html, setHtml] = useState(unsent.get(place) ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const uploads = useUploads((name) => t('cases:composer.tooLarge', { name, limit: 30 }));
  const key = useRef(newKey());
  const attachmentIds = uploads.ids;
  const ready = (html.trim() !== '' || attachmentIds.length > 0) && !uploads.busy;
  const write = (words: string) => {
    unsent.set(place, words);
    setHtml(words);
  };
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
      write('');
      uploads.clear();
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
          <Button kind="go" size="s" busy={busy} disabled={!ready} onClick={() => void send()}>
            {t(to === 'all' ? 'say.sendAll' : 'say.sendOne', { names })}
          </Button>
        </div>
      </div>
    </section>
  );
}
