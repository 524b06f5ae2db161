import { IconBuilding, IconInbox, IconMessage, IconNotebook, IconPaperclip, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TimeText } from '../../../ui/time-text.tsx';
import { addressOf } from './search-address.ts';
import type { Found } from './search.data.ts';

const icons = {
  case: IconInbox,
  message: IconMessage,
  customer: IconUser,
  organisation: IconBuilding,
  article: IconNotebook,
  file: IconPaperclip,
};

/** What was found, as links: the arrow keys go from one to the next, Enter opens, with Ctrl or ⌘ in a new tab. */
export function SearchResults({ items, onOpen }: { items: readonly Found[]; onOpen: () => void }) {
  const { t } = useTranslation('search');
  return (
    <ol className="search-found" aria-label={t('results')}>
      {items.map((found) => (
        <li key={`${found.kind}-${found.id}`}>
          <Result found={found} onOpen={onOpen} />
        </li>
      ))}
    </ol>
  );
}

function Result({ found, onOpen }: { found: Found; onOpen: () => void }) {
  const { t } = useTranslation('search');
  const Icon = icons[found.kind];
  const closed = found.state === 'closed';
  return (
    <Link to={addressOf(found)} className="search-result" onClick={onOpen}>
      <Icon className="ico" size={18} stroke={1.7} aria-hidden />
      <span className="body">
        <span className="what">
          <span className="sr">{t(`kind.${found.kind}`)}: </span>
          <span className="name cut" dir="auto">
            {found.title === '' ? t('noTitle') : found.title}
          </span>
          {found.caseNumber !== null && <span className="dim">#{found.caseNumber}</span>}
          {closed && <span className="chip">{t('closed')}</span>}
        </span>
        {found.excerpt !== '' && (
          <span className="words" dir="auto">
            <Marked text={found.excerpt} />
          </span>
        )}
        <span className="dim small">
          {found.customer !== null && <>{found.customer} · </>}
          <TimeText at={found.at} />
        </span>
      </span>
    </Link>
  );
}

/** The matching words stand between two signs; everything is text, nothing markup. */
function Marked({ text }: { text: string }) {
  return text.split('\u0002').map((part, at) => {
    const [hit, rest] = at === 0 ? ['', part] : part.split('\u0003');
    return (
      // Parts of one text never change their order.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={at}>
        {hit !== '' && <mark>{hit}</mark>}
        {rest}
      </span>
    );
  });
}
