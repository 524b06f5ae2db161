import { Link, type LinkProps } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keyCaps } from '../shortcuts.ts';

interface Look {
  /** `go` is the one filled button of a surface; `yes` agrees to something offered; `bell` only rings the bell. */
  kind?: 'plain' | 'go' | 'yes' | 'quiet' | 'bell' | 'icon';
  size?: 's' | 'm' | 'l';
  /** The keys that press it, printed in it; bind them with `useShortcut`. */
  keys?: string;
  children: ReactNode;
}

type ButtonProps = Look &
  Omit<ComponentProps<'button'>, 'children'> & { /** Working: pressable again when done. */ busy?: boolean };

/** Something to press. A busy button keeps its words, says so, and ignores a second press. */
export function Button({ kind = 'plain', size = 'm', keys, busy, children, className, onClick, ...rest }: ButtonProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      {...rest}
      className={look(kind, size, className)}
      aria-busy={busy === true ? true : undefined}
      onClick={busy === true ? (event) => event.preventDefault() : onClick}
    >
      {children}
      {busy === true && <span className="sr">{t('working')}</span>}
      {keys !== undefined && <Keys keys={keys} />}
    </button>
  );
}

/** A link that looks like a button, for going somewhere rather than doing something. */
export function ButtonLink({
  kind = 'plain',
  size = 'm',
  keys,
  children,
  className,
  ...rest
}: Look & LinkProps & { className?: string }) {
  return (
    <Link {...rest} className={look(kind, size, className)}>
      {children}
      {keys !== undefined && <Keys keys={keys} />}
    </Link>
  );
}

/** Keys as caps. Decoration: the name of the button does not change by them. */
export function Keys({ keys }: { keys: string }) {
  const caps = keyCaps(keys);
  // Signs stand close (⌘K); words need air (Ctrl K).
  const close = caps.every((cap) => cap.length === 1) && !keys.includes(' ');
  return <kbd aria-hidden>{caps.join(close ? '' : ' ')}</kbd>;
}

function look(kind: string, size: string, className: string | undefined): string {
  return ['btn', kind === 'plain' ? '' : kind, size === 'm' ? '' : size, className ?? ''].filter(Boolean).join(' ');
}
