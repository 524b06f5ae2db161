import { IconMessage, IconNote, IconTypography } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as hands from '../../../../contract/cases-hands.ts';
import { call, newKey } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { useColleagues } from '../../../colleagues.ts';
import { useShortcut } from '../../../shortcuts.ts';
import { notify, notifyProblem, notifyUndo } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { RichTextEditor } from '../../../ui/rich-text-editor.tsx';
import { AttachButton } from './attach-button.tsx';
import { Addressee } from './addressee.tsx';
import type { Case, Message } from '../cases.data.ts';
import { enclosedIn, giveBack, startOf, useDraft, type Enclosed } from './draft.ts';
import { choicesQuery } from '../hands.data.ts';
import { HeldReply } from './held-reply.tsx';
import { mentioned } from './mentions.ts';
import { PickMenu } from '../pick-menu.tsx';
import { SendButton } from './send-button.tsx';
import { say, type Envelope, type PromiseSaid } from './sending.ts';
import { useTypingSign } from './typing-sign.ts';
import { UploadList } from './upload-list.tsx';
import { useUploads } from './uploads.ts';
import { useMacros, type MacroResult } from './use-macros.ts';

const LaterStrip = lazy(() => import('./later-strip.tsx'));
const MacroMenu = lazy(() => import('./macro-menu.tsx'));
const TypingMenus = lazy(() => import('./typing-menus.tsx'));

/** The promises found in a draft, and which of them the writer confirmed. */
export type SpokenPart = (draft: {
  html: string;
  kept: readonly PromiseSaid[];
  onKept: (kept: readonly PromiseSaid[]) => void;
}) => ReactNode;

/** What is worth a look in a draft before it is sent; `asked` once the first press has held it back. */
export type MarginPart = (draft: {
  html: string;
  attachments: number;
  asked: boolean;
  onHeated: (heated: boolean) => void;
}) => ReactNode;

/** Where one answers the customer or notes for colleagues. Nothing typed is ever lost: not by a refusal, not by leaving. */
export function Composer(props: {
  found: Case;
  /** The promises of the case as chips, and the button that makes one. */
  promises?: ReactNode;
  promiseButton?: ReactNode;
  spoken?: SpokenPart;
  margin?: MarginPart;
  onTyping: (typing: boolean) => void;
}) {
  const { t } = useTranslation(['cases', 'hands']);
  const { found, onTyping } = props;
  const [start] = useState(() => startOf(found));
  const uploads = useUploads((name) => t('composer.tooLarge', { name, limit: 30 }), start.files);
  const [cc, setCc] = useState(start.cc);
  const { words, kept, latest, write, setKind, lookAgain, empty } = useDraft(found, start, {
    cc,
    files: uploads.files,
  });
  const colleagues = useColleagues();
  const [promised, setPromised] = useState<readonly PromiseSaid[]>([]);
  const [heated, setHeated] = useState(false);
  const [asked, setAsked] = useState<string>();
  const [formatting, setFormatting] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [missed, setMissed] = useState<readonly Message[]>();
  const after = useRef<Envelope['after']>('waiting');
  const [wished, setWished] = useState<Envelope['after']>();
  const later = useRef<Envelope['later']>(undefined);
  useQuery(choicesQuery);
  const key = useRef(newKey());
  const box = useRef<HTMLDivElement>(null);
  const note = words.kind === 'note';
  useTypingSign(words.html, onTyping);

  const focus = () => box.current?.querySelector<HTMLElement>('[role="textbox"]')?.focus();
  const turn = (kind: 'message' | 'note') => {
    setKind(kind);
    // at once, so that no letter typed after the key is taken for another key; and again where turning drew the field anew
    focus();
    requestAnimationFrame(focus);
  };
  useShortcut('r', 'cases:keys.reply', () => turn('message'));
  useShortcut('n', 'cases:keys.note', () => turn('note'));

  const insert = ({ insert: text, after: turnAfter }: MacroResult) => {
    // a macro answers later than the text was drawn: what stands there now counts
    if (text !== null) write(`${latest.current.html}${text}`);
    setKind('message');
    setWished(turnAfter ?? undefined);
    requestAnimationFrame(focus);
  };
  const macro = useMacros(found, insert);
  /** What comes back from sending stands below what was begun meanwhile. */
  const putBack = (html: string, enclosed: Enclosed) => {
    const now = latest.current;
    write(now.html.includes(html) ? now.html : `${now.html}${html}`);
    if ((now.cc ?? '') === '' && enclosed.cc !== undefined) setCc(enclosed.cc);
    uploads.putBack(enclosed.files);
  };
  const takeBack = async (id: string, sent: typeof words, enclosed: Enclosed) => {
    try {
      await call<typeof hands.cancelLaterReply>('DELETE', '/later-replies/:id', { params: { id } });
      giveBack(found.id, sent, enclosed);
      putBack(sent.html, enclosed);
    } catch (refusal) {
      notifyProblem(refusal);
    }
  };

  const send = async (turnAfter: Envelope['after'], anyway = false, wall?: Envelope['later']) => {
    if (words.html.trim() === '' || busy || uploads.busy) return;
    // angry words go out with the second press of the same draft
    if (!note && heated && asked !== words.html) {
      setAsked(words.html);
      return;
    }
    after.current = turnAfter;
    later.current = wall;
    setBusy(true);
    setProblem(undefined);
    try {
      // asked, not assumed: who presses Send before it is known can take back all the same
      const { undoSeconds } = await queryClient.ensureQueryData(choicesQuery);
      const sent = await say(found, words, {
        attachmentIds: uploads.ids,
        cc: (cc ?? '').split(/[,;\s]+/).filter((one) => one !== ''),
        mentions: note ? mentioned(words.html, colleagues) : [],
        promises: note ? [] : promised,
        after: turnAfter,
        anyway,
        key: key.current,
        ...(wall === undefined && (note || undoSeconds === 0) ? {} : { later: wall ?? 'undo' }),
      });
      key.current = newKey();
      if (sent.held) {
        setMissed(sent.missed);
        return;
      }
      setMissed(undefined);
      later.current = undefined;
      setWished(undefined);
      const said = words;
      const enclosed = { cc, files: uploads.files };
      empty();
      setPromised([]);
      uploads.clear();
      setCc(undefined);
      // said and done: the letters are keys again, so that the next case is one press away
      if (box.current?.contains(document.activeElement) === true) (document.activeElement as HTMLElement).blur();
      const planned = sent.later;
      if (planned === undefined) notify(t(note ? 'done.noted' : 'done.sent', { name: found.customer.name }));
      else
        notifyUndo(
          planned.kind === 'undo'
            ? t('hands:later.sending', { name: found.customer.name, count: undoSeconds })
            : t('hands:later.planned', { name: found.customer.name }),
          () => void takeBack(planned.id, said, enclosed),
          planned.kind === 'undo' ? undoSeconds * 1000 : undefined,
        );
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
          onSend={() => void send(after.current, true, later.current)}
        />
      )}
      {problem !== undefined && (
        <ErrorNotice problem={problem} onAgain={() => void send(after.current, false, later.current)} />
      )}
      {props.promises}
      {!note && props.spoken?.({ html: words.html, kept: promised, onKept: setPromised })}
      <Suspense>
        <LaterStrip caseId={found.id} onBack={(html, draft) => putBack(html, enclosedIn(draft))} />
      </Suspense>
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
          onSubmit={() => void send(wished ?? 'waiting')}
        />
        <Suspense>
          <TypingMenus
            box={box}
            caseId={found.id}
            html={words.html}
            note={note}
            onText={(html) => {
              write(html);
              requestAnimationFrame(focus);
            }}
            onMacro={(one) => void macro(one)}
          />
        </Suspense>
        {!note &&
          props.margin?.({
            html: words.html,
            attachments: uploads.uploads.length,
            asked: heated && asked === words.html,
            onHeated: setHeated,
          })}
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
          <AttachButton uploads={uploads} />
          <Suspense>
            <MacroMenu found={found} onText={insert} />
          </Suspense>
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
            {...(wished === undefined ? {} : { wished })}
            zone={found.customer.timeZone}
            onLater={(wall) => void send(wished ?? 'waiting', false, wall)}
          />
        </div>
      </div>
    </section>
  );
}
