import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from './button.tsx';
import { showOverlay } from './overlay-keys.ts';

let focusExpected = false;

/** Another screen is coming: its headline takes the focus, so that a screen reader starts at the answer. */
export function expectFocus(): void {
  focusExpected = true;
}

/**
 * The top of a screen: where one is, the answer to the place's question as a sentence, and what one can do.
 * `eyebrow` parts are separated by dots; `title` is the tab's title when the answer is not plain text.
 */
export function PageHeader(props: {
  eyebrow?: readonly ReactNode[];
  answer: ReactNode;
  title?: string;
  /** 32 px on pages for meeting or measuring, 24 px on pages for working. */
  meet?: boolean;
  tools?: ReactNode;
}) {
  return (
    <header className="head">
      <div>
        {props.eyebrow && <Eyebrow parts={props.eyebrow} />}
        <Answer {...(props.title === undefined ? {} : { title: props.title })} meet={props.meet === true}>
          {props.answer}
        </Answer>
      </div>
      {props.tools !== undefined && <div className="tools">{props.tools}</div>}
    </header>
  );
}

/** The headline alone, for screens with a head of their own. Sets the tab's title and takes the focus on arrival. */
export function Answer(props: { title?: string; meet?: boolean; className?: string; children: ReactNode }) {
  const ref = useRef<HTMLHeadingElement>(null);
  const { title } = props;
  useEffect(() => {
    const words = (title ?? ref.current?.innerText ?? '').replace(/\s+/g, ' ');
    document.title = words === '' ? 'Kept' : `${words} · Kept`;
  });
  useEffect(() => {
    if (!focusExpected) return;
    focusExpected = false;
    ref.current?.focus({ preventScroll: true });
  }, []);
  const look = ['answer', props.meet === true ? 'meet' : '', props.className ?? ''].filter(Boolean).join(' ');
  return (
    <h1 ref={ref} tabIndex={-1} className={look}>
      {props.children}
    </h1>
  );
}

/** Small words above a headline, with dots between them. */
export function Eyebrow({ parts }: { parts: readonly ReactNode[] }) {
  return (
    <p className="eyebrow" style={{ marginBottom: 5, flexWrap: 'wrap' }}>
      {parts.map((part, place) => (
        // Parts never change their order, so their place is their name.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={place} style={{ display: 'contents' }}>
          {place > 0 && <i className="sep" aria-hidden />}
          <span>{part}</span>
        </span>
      ))}
    </p>
  );
}

/** The field that is really a button: everything can be found or done from here. */
export function FindButton() {
  const { t } = useTranslation();
  return (
    <button type="button" className="find" aria-haspopup="dialog" onClick={() => showOverlay('palette')}>
      <IconSearch size={16} stroke={1.7} aria-hidden />
      <span>{t('palette.find')}</span>
      <Keys keys="mod+k" />
    </button>
  );
}
