import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { markWords } from '../../../contract/needs.ts';
import { call } from '../../api.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { noteAnswer, type Brief, type BriefQuestion } from './customers.data.ts';

interface Quote {
  readonly words: string;
  readonly messageId: string;
  readonly at: string | undefined;
  readonly left: number;
  readonly top: number;
}

/**
 * Select the customer's words in a message and press what they answer: quote, message and day are kept with it. Messages
 * carry `data-message` and `data-at`; the unknown questions come first, because they are why one selects.
 */
export function QuoteNoter({ customerId, brief }: { customerId: string; brief: Brief | undefined }) {
  const { t } = useTranslation(['customers', 'needs']);
  const { may } = useSession();
  const quote = useQuote();
  const [done, setDone] = useState<Quote>();
  const shown = quote !== undefined && quote !== done && brief !== undefined && may('customers.write');
  const slots = (brief?.slots ?? []).toSorted(
    (one, other) => Number(one.answer !== null) - Number(other.answer !== null),
  );
  const note = async (question: BriefQuestion) => {
    if (quote === undefined) return;
    setDone(quote);
    const statement = quote.words.length > 300 ? `${quote.words.slice(0, 299)}…` : quote.words;
    try {
      await noteAnswer(customerId, question, {
        statement,
        quote: quote.words.slice(0, 2000),
        messageId: quote.messageId,
        confidence: 'heard',
        ...(quote.at === undefined ? {} : { saidAt: quote.at }),
      });
      notify(t('noter.done', { question: t(`brief.${question}`) }));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const mark = async () => {
    if (quote === undefined) return;
    setDone(quote);
    try {
      await call<typeof markWords>('POST', '/heard', {
        body: { messageId: quote.messageId, quote: quote.words.slice(0, 2000) },
      });
      notify(t('needs:marked'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  // the digits press the buttons in their order while words are selected and nobody types
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key) || isTyping(event.target)) return;
    const slot = slots[Number(event.key) - 1];
    event.preventDefault();
    event.stopPropagation();
    void (slot === undefined ? mark() : note(slot.question));
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
      <button type="button" className="chip line" aria-keyshortcuts="9" onClick={() => void mark()}>
        {t('needs:mark')} <kbd aria-hidden>9</kbd>
      </button>
    </div>
  );
}

/** The words of the customer that are selected now, and where; undefined while there are none. */
function useQuote(): Quote | undefined {
  const [quote, setQuote] = useState<Quote>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setQuote(quoteOf(document.getSelection())), 180);
    };
    document.addEventListener('selectionchange', read);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', read);
    };
  }, []);
  return quote;
}

function quoteOf(selection: Selection | null): Quote | undefined {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const words = selection.toString().replace(/\s+/g, ' ').trim();
  const message = messageOf(selection.anchorNode);
  if (words.length < 3 || message === null || message !== messageOf(selection.focusNode)) return undefined;
  const box = selection.getRangeAt(0).getBoundingClientRect();
  return {
    words,
    messageId: message.dataset['message'] ?? '',
    at: message.dataset['at'],
    left: Math.max(8, Math.min(box.left, innerWidth - 380)),
    top: Math.min(box.bottom + 8, innerHeight - 110),
  };
}

function messageOf(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest<HTMLElement>('[data-message]') ?? null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}
