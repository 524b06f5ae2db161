import './quote-noter.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { changeCase } from '../../../contract/cases.ts';
import type { markWords } from '../../../contract/needs.ts';
import { type BriefSource, briefSources } from '../../../domain/customers/brief.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem, notifyUndo } from '../../toasts.ts';
import { customerQuery, noteAnswer, takeBackAnswer, type BriefQuestion } from './customers.data.ts';

interface Quote {
  readonly words: string;
  readonly customerId: string;
  /** Where they stand: a message (a note of ours is none of the customer's), or one of the other places. */
  readonly messageId: string | undefined;
  readonly note: boolean;
  readonly source: { kind: BriefSource; id: string } | undefined;
  readonly at: string | undefined;
  readonly left: number;
  readonly top: number;
}

/** What a customer wishes for in a case, as it is now. */
interface CaseWish {
  readonly caseId: string;
  readonly words: string | null;
}

/**
 * Select the customer's words anywhere and press what they answer: quote, place and day are kept with it. Messages and
 * notes of a case carry `data-message` and are `customerId`'s; other words carry `data-said` and whose they are. The
 * unknown questions come first, because they are why one selects. In a case (`wish`) they may also be what solved looks like there.
 */
export function QuoteNoter({ customerId, wish }: { customerId?: string; wish?: CaseWish }) {
  const { t } = useTranslation(['customers', 'needs', 'words']);
  const { may } = useSession();
  const quote = useQuote(customerId);
  const [done, setDone] = useState<Quote>();
  // who marks nothing any more may mark the same words again, for another question
  if (quote === undefined && done !== undefined) setDone(undefined);
  const asked = quote !== undefined && !isSame(quote, done) && may('customers.write');
  const brief = useQuery({ ...customerQuery(quote?.customerId ?? ''), enabled: asked }).data?.brief;
  const shown = asked && brief !== undefined;
  const slots = (brief?.slots ?? []).toSorted(
    (one, other) => Number(one.answer !== null) - Number(other.answer !== null),
  );
  const note = async (question: BriefQuestion) => {
    if (quote === undefined) return;
    setDone(quote);
    const statement = quote.words.length > 300 ? `${quote.words.slice(0, 299)}…` : quote.words;
    try {
      const kept = await noteAnswer(quote.customerId, question, {
        statement,
        quote: quote.words.slice(0, 2000),
        ...(quote.messageId === undefined ? { source: quote.source } : { messageId: quote.messageId }),
        confidence: 'heard',
        ...(quote.at === undefined ? {} : { saidAt: quote.at }),
      });
      const done = t('noter.done', { question: t(`brief.${question}`) });
      if (kept === null) notify(done);
      else
        notifyUndo(done, () => {
          // the words are still marked: they may have been meant for another question
          void takeBackAnswer(quote.customerId, question, kept.id).then(() => setDone(undefined), notifyProblem);
        });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  // a need carries the words of customers themselves, out of what they wrote
  const marked = quote?.note === false ? quote.messageId : undefined;
  const mark = async () => {
    if (quote === undefined || marked === undefined) return;
    setDone(quote);
    try {
      await call<typeof markWords>('POST', '/heard', {
        body: { messageId: marked, quote: quote.words.slice(0, 2000) },
      });
      notify(t('needs:marked'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const wished = marked === undefined ? undefined : wish;
  const keepWish = async () => {
    if (quote === undefined || wished === undefined) return;
    setDone(quote);
    const change = async (successWish: string | null) => {
      await call<typeof changeCase>('PATCH', '/cases/:id', { params: { id: wished.caseId }, body: { successWish } });
      await queryClient.invalidateQueries({ queryKey: ['cases', 'one'] });
    };
    try {
      await change(quote.words.slice(0, 300));
      notifyUndo(t('words:strip.wishKept'), () => void change(wished.words).catch(notifyProblem));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  // the digits press the buttons in their order while words are selected and nobody types
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key) || isTyping(event.target)) return;
    const slot = slots[Number(event.key) - 1];
    const work =
      slot !== undefined
        ? () => note(slot.question)
        : event.key === '9' && marked !== undefined
          ? mark
          : event.key === '0' && wished !== undefined
            ? keepWish
            : undefined;
    if (work === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    void work();
  });
  useEffect(() => {
    if (!shown) return undefined;
    document.addEventListener('keydown', press, true);
    return () => document.removeEventListener('keydown', press, true);
  }, [shown]);
  if (!shown) return null;
  return (
    <div
      className="noter"
      role="toolbar"
      tabIndex={-1}
      aria-label={t('noter.label')}
      style={{ left: quote.left, top: quote.top }}
      // Pressing must not take the selection away before it is read.
      onMouseDown={(event) => event.preventDefault()}
    >
      <span className="dim">{t('noter.as')}</span>
      {slots.map((slot, at) => (
        <button
          key={slot.question}
          type="button"
          aria-keyshortcuts={String(at + 1)}
          className={slot.answer === null ? 'chip unknown' : 'chip line'}
          onClick={() => void note(slot.question)}
        >
          {t(`brief.${slot.question}`)} <kbd aria-hidden>{at + 1}</kbd>
        </button>
      ))}
      {marked !== undefined && (
        <button type="button" className="chip line" aria-keyshortcuts="9" onClick={() => void mark()}>
          {t('needs:mark')} <kbd aria-hidden>9</kbd>
        </button>
      )}
      {wished !== undefined && (
        <button type="button" className="chip line" aria-keyshortcuts="0" onClick={() => void keepWish()}>
          {t('noter.wish')} <kbd aria-hidden>0</kbd>
        </button>
      )}
    </div>
  );
}

/** A page that draws itself anew tells of the same selection again: it is the same words at the same place. */
function isSame(one: Quote, other: Quote | undefined): boolean {
  return one.words === other?.words && one.messageId === other.messageId && one.source?.id === other.source?.id;
}

/** The words of a customer that are selected now, and where; undefined while there are none. */
function useQuote(customerId: string | undefined): Quote | undefined {
  const [quote, setQuote] = useState<Quote>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setQuote(quoteOf(document.getSelection(), customerId)), 180);
    };
    document.addEventListener('selectionchange', read);
    // somebody may have been quicker than this part of the page
    read();
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', read);
    };
  }, [customerId]);
  return quote;
}

function quoteOf(selection: Selection | null, customerId: string | undefined): Quote | undefined {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const words = selection.toString().replace(/\s+/g, ' ').trim();
  const place = placeOf(selection.anchorNode);
  if (words.length < 3 || place === null || place !== placeOf(selection.focusNode)) return undefined;
  const { message, note, said, saidId, customer, at } = place.dataset;
  const whose = customer ?? (said === undefined ? customerId : undefined);
  if (whose === undefined) return undefined;
  const kind = briefSources.find((one) => one === said);
  const box = selection.getRangeAt(0).getBoundingClientRect();
  return {
    words,
    customerId: whose,
    messageId: said === undefined ? message : undefined,
    note: note !== undefined,
    source: kind === undefined || saidId === undefined ? undefined : { kind, id: saidId },
    at,
    left: Math.max(8, Math.min(box.left, innerWidth - 380)),
    top: Math.min(box.bottom + 8, innerHeight - 110),
  };
}

function placeOf(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest<HTMLElement>('[data-message], [data-said]') ?? null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}
