import { IconMessage, IconNote, IconPaperclip, IconTypography } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { useShortcut } from '../../shortcuts.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RichTextEditor } from '../../ui/rich-text-editor.tsx';
import { Addressee } from './addressee.tsx';
import type { Case, Message } from './cases.data.ts';
import { useDraft } from './draft.ts';
import { HeldReply } from './held-reply.tsx';
import { mentioned } from './mentions.ts';
import { PickMenu } from './pick-menu.tsx';
import { SendButton } from './send-button.tsx';
import { say, type Envelope, type PromiseSaid } from './sending.ts';
import { UploadList } from './upload-list.tsx';
import { useUploads } from './uploads.ts';

/** The promises found in a draft, and which of them the writer confirmed. */
export type SpokenPart = (draft: {
  html: string;
  kept: readonly PromiseSaid[];
  onKept: (kept: readonly PromiseSaid[]) => void;
}) => ReactNode;

/** Where one answers the customer or notes for colleagues. Nothing typed is ever lost: not by a refusal, not by leaving. */
export function Composer(props: {
  found: Case;
  /** The promises of the case as chips, and the button that makes one. */
  promises?: ReactNode;
  promiseButton?: ReactNode;
  spoken?: SpokenPart;
  onTyping: (typing: boolean) => void;
}) {
  const { t } = useTranslation('cases');
  const { found, onTyping } = props;
  const { words, kept, write, setKind, lookAgain, empty } = useDraft(found);
  const uploads = useUploads((name) => t('composer.tooLarge', { name, limit: 30 }));
  const colleagues = useColleagues();
  const [cc, setCc] = useState<string>();
  const [promised, setPromised] = useState<readonly PromiseSaid[]>([]);
  const [formatting, setFormatting] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [missed, setMissed] = useState<readonly Message[]>();
  const after = useRef<Envelope['after']>('waiting');
  const key = useRef(newKey());
  const box = useRef<HTMLDivElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const note = words.kind === 'note';
  useTypingSign(words.html, onTyping);

  const focus = () => box.current?.querySelector<HTMLElement>('[role="textbox"]')?.focus();
  const turn = (kind: 'message' | 'note') => {
    setKind(kind);
    requestAnimationFrame(focus);
  };
  useShortcut('r', 'cases:keys.reply', () => turn('message'));
  useShortcut('n', 'cases:keys.note', () => turn('note'));

  const send = async (turnAfter: Envelope['after'], anyway = false) => {
    if (words.html.trim() === '' || busy || uploads.busy) return;
    after.current = turnAfter;
    setBusy(true);
    setProblem(undefined);
    try {
      const sent = await say(found, words, {
        attachmentIds: uploads.ids,
        cc: (cc ?? '').split(/[,;\s]+/).filter((one) => one !== ''),
        mentions: note ? mentioned(words.html, colleagues) : [],
        promises: note ? [] : promised,
        after: turnAfter,
        anyway,
        key: key.current,
      });
      key.current = newKey();
      if (sent.held) {
        setMissed(sent.missed);
        return;
      }
      setMissed(undefined);
      empty();
      setPromised([]);
      uploads.clear();
      setCc(undefined);
      notify(t(note ? 'done.noted' : 'done.sent', { name: found.customer.name }));
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(false);
    }
  };

  return (
    <section className="compose" aria-label={t('composer.label')}>
      {missed && (
        <HeldReply
          missed={missed}
          busy={busy}
          onLook={() => {
            lookAgain();
            setMissed(undefined);
            focus();
          }}
          onSend={() => void send(after.current, true)}
        />
      )}
      {problem !== undefined && <ErrorNotice problem={problem} onAgain={() => void send(after.current)} />}
      {props.promises}
      {!note && props.spoken?.({ html: words.html, kept: promised, onKept: setPromised })}
      <div
        ref={box}
        className={['pad', note ? 'note' : '', formatting ? 'formatting' : ''].filter(Boolean).join(' ')}
        onPasteCapture={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          event.stopPropagation();
          uploads.add(event.clipboardData.files);
        }}
        onDragOver={(event) => event.preventDefault()}
        onDropCapture={(event) => {
          if (event.dataTransfer.files.length === 0) return;
          event.preventDefault();
          event.stopPropagation();
          uploads.add(event.dataTransfer.files);
        }}
      >
        <Addressee found={found} note={note} cc={cc} onCc={setCc} />
        <RichTextEditor
          label={t(note ? 'composer.note' : 'composer.reply')}
          placeholder={t(note ? 'composer.notePlaceholder' : 'composer.placeholder')}
          value={words.html}
          onChange={write}
          onSubmit={() => void send('waiting')}
        />
        <UploadList uploads={uploads.uploads} onRemove={uploads.remove} />
        <div className="bar">
          <Button
            kind="icon"
            size="s"
            aria-pressed={note}
            aria-label={t(note ? 'composer.turnReply' : 'composer.turnNote')}
            title={t(note ? 'composer.turnReply' : 'composer.turnNote')}
            onClick={() => turn(note ? 'message' : 'note')}
          >
            {note ? (
              <IconMessage size={17} stroke={1.7} aria-hidden />
            ) : (
              <IconNote size={17} stroke={1.7} aria-hidden />
            )}
          </Button>
          <Button
            kind="icon"
            size="s"
            aria-label={t('composer.attach')}
            title={t('composer.attach')}
            onClick={() => files.current?.click()}
          >
            <IconPaperclip size={17} stroke={1.7} aria-hidden />
          </Button>
          <Button
            kind="icon"
            size="s"
            aria-pressed={formatting}
            aria-label={t('composer.format')}
            title={t('composer.format')}
            onClick={() => setFormatting(!formatting)}
          >
            <IconTypography size={17} stroke={1.7} aria-hidden />
          </Button>
          <input
            ref={files}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              uploads.add(event.currentTarget.files ?? []);
              event.currentTarget.value = '';
            }}
          />
          {note && (
            <PickMenu
              name={t('composer.mention')}
              options={colleagues}
              onPick={(id) => {
                const name = colleagues.find((one) => one.id === id)?.name;
                if (name !== undefined) write(`${words.html}<p>@${name} </p>`);
              }}
            />
          )}
          {!note && props.promiseButton}
          <span className="grow" />
          <output className="label">{kept === 'clean' ? '' : t(`composer.draft.${kept}`)}</output>
          <SendButton
            note={note}
            busy={busy}
            disabled={words.html.trim() === '' || uploads.busy}
            onSend={(turnAfter) => void send(turnAfter)}
          />
        </div>
      </div>
    </section>
  );
}

/** Colleagues see that one is typing, until four seconds of rest. */
function useTypingSign(html: string, onTyping: (typing: boolean) => void) {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (html === '') {
      onTyping(false);
      return;
    }
    onTyping(true);
    const timer = setTimeout(() => onTyping(false), 4000);
    return () => clearTimeout(timer);
  }, [html, onTyping]);
}
