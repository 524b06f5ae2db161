import './words.css';
import { IconEyeglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { mutePrompt } from '../../../contract/words.ts';
import type { BriefQuestion } from '../../../domain/customers/brief.ts';
import { checkDraft, type DraftCheck } from '../../../domain/words/draft-check.ts';
import { type DraftPrompt, muteReasons, type PromptCode } from '../../../domain/words/prompts.ts';
import { call } from '../../api.ts';
import { useDraftsAreRead, useRested, wordsSettingsQuery } from '../../assistant.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { useManner } from '../../ui/time-text.tsx';
import { draftLines } from './draft-lines.ts';
import { leaksQuery, mutesQuery, promptsByAssistantQuery } from './words.data.ts';

interface Said {
  readonly author: { readonly kind: string };
  readonly text: string;
  readonly emotion: string | null;
}

interface Known {
  readonly slots: readonly {
    readonly question: BriefQuestion;
    readonly answer: { readonly statement: string; readonly stale: boolean } | null;
  }[];
}

interface Props {
  found: { id: string; customer: { name: string }; messages: { items: readonly Said[] } };
  /** What the customer has told us already. */
  brief?: Known | undefined;
  html: string;
  attachments: number;
  /** The first press has held the draft back. */
  asked: boolean;
  onHeated: (heated: boolean) => void;
}

const shownAtOnce = 3;

/** What a respectful colleague would say about the draft, in a quiet line or two. It never stops anything. */
export default function WordsMargin({ found, brief, html, attachments, asked, onHeated }: Props) {
  const { t } = useTranslation('words');
  const [all, setAll] = useState(false);
  const { check, text } = useCheck(found, brief, html, attachments);
  const mayLeak = /@|#\d{3}/u.test(text);
  const leaks = useQuery({ ...leaksQuery(found.id, text), enabled: mayLeak }).data ?? [];
  const more = useMore(found.id, text, check?.prompts ?? []);
  const tell = useEffectEvent(onHeated);
  const heated = check?.heated === true;
  useEffect(() => tell(heated), [heated]);
  useEffect(() => () => tell(false), []);

  if (check === undefined) return null;
  const prompts: readonly DraftPrompt[] = [...(mayLeak ? leaks : []), ...check.prompts, ...more];
  const shown = all ? prompts : prompts.slice(0, shownAtOnce);
  return (
    <>
      {asked && (
        <p className="words-again" role="alert">
          {t('again')}
        </p>
      )}
      {prompts.length > 0 && (
        <ul className="words-margin" aria-label={t('margin')}>
          {shown.map((prompt) => (
            <PromptLine
              key={`${prompt.code} ${String(prompt.start)} ${prompt.quote ?? ''}`}
              prompt={prompt}
              byAssistant={more.includes(prompt)}
            />
          ))}
          {prompts.length > shownAtOnce && (
            <li>
              <button type="button" className="plainly" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? t('less') : t('more', { count: prompts.length - shownAtOnce })}
              </button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}

function PromptLine({ prompt, byAssistant }: { prompt: DraftPrompt; byAssistant: boolean }) {
  const { t } = useTranslation(['words', 'web', 'assistant']);
  const { code, quote, values } = prompt;
  const feeling = values['feeling'];
  const words = { ...values, ...(feeling === undefined ? {} : { feeling: t(`web:emotions.${String(feeling)}`) }) };
  return (
    <li>
      <IconEyeglass className="ico" size={15} stroke={1.7} aria-hidden />
      <span className="grow">
        {t(`prompt.${code}`, words)}
        {quote !== null && <q>{quote.length > 60 ? `${quote.slice(0, 59)}…` : quote}</q>}
        {byAssistant && <span className="xs mid"> {t('assistant:found')}</span>}
        {values['plain'] !== undefined && <span> {t('plain', { plain: values['plain'] })}</span>}
      </span>
      <select
        className="choose"
        aria-label={`${t(`name.${code}`)}: ${t('mute')}`}
        value=""
        onChange={(event) => void mute(code, event.currentTarget.value, t('muted'))}
      >
        <option value="" disabled>
          {t('mute')}
        </option>
        {muteReasons.map((reason) => (
          <option key={reason} value={reason}>
            {t(`reason.${reason}`)}
          </option>
        ))}
      </select>
    </li>
  );
}

async function mute(prompt: PromptCode, because: string, done: string): Promise<void> {
  const reason = muteReasons.find((one) => one === because);
  if (reason === undefined) return;
  try {
    await call<typeof mutePrompt>('PUT', '/words/mutes/:prompt', { params: { prompt }, body: { because: reason } });
    await queryClient.invalidateQueries({ queryKey: mutesQuery.queryKey });
    notify(done);
  } catch (problem) {
    notifyProblem(problem);
  }
}

/** What the assistant adds when the writer rests, as far as its words still stand and the rules do not say the same. It never holds anything back. */
function useMore(caseId: string, text: string, ours: readonly DraftPrompt[]): readonly DraftPrompt[] {
  const isRead = useDraftsAreRead();
  const rested = useRested(text);
  const found = useQuery({ ...promptsByAssistantQuery(caseId, rested), enabled: isRead && rested !== '' }).data ?? [];
  if (!isRead || rested === '') return [];
  return found.filter(
    ({ code, quote }) => !ours.some((one) => one.code === code) && (quote === null || text.includes(quote)),
  );
}

/** The check of the draft, a short rest after the last key. */
function useCheck(
  found: Props['found'],
  brief: Props['brief'],
  html: string,
  attachments: number,
): { check: DraftCheck | undefined; text: string } {
  const { timeZone } = useManner();
  const settings = useQuery(wordsSettingsQuery).data;
  const mutes = useQuery(mutesQuery).data;
  const [read, setRead] = useState<{ check: DraftCheck | undefined; text: string }>({ check: undefined, text: '' });
  const { items } = found.messages;
  const { name } = found.customer;
  useEffect(() => {
    if (settings === undefined || mutes === undefined) return;
    const last = items.findLast(({ author }) => author.kind === 'customer');
    const timer = setTimeout(() => {
      const text = draftLines(html);
      const check = checkDraft(text, {
        at: new Date(),
        timeZone,
        feeling: last?.emotion ?? null,
        customerName: name,
        customerWords: last?.text ?? null,
        attachments,
        known: brief?.slots.flatMap(({ question, answer }) =>
          answer === null || answer.stale ? [] : [{ question, statement: answer.statement }],
        ),
        jargon: settings.jargon,
        without: [...settings.off, ...mutes.map(({ prompt }) => prompt)],
      });
      setRead({ check: text.trim() === '' ? undefined : check, text });
    }, 500);
    return () => clearTimeout(timer);
  }, [html, attachments, brief, settings, mutes, items, name, timeZone]);
  return read;
}
