import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { UpLink } from '../ui/up-link.tsx';

const QuoteNoter = lazy(() =>
  import('../modules/customers/quote-noter.tsx').then(({ QuoteNoter }) => ({ default: QuoteNoter })),
);

/** A screen of customers' words below Voice: the way up, today's answer, its tabs, and words that go to a brief once they are marked. */
export function VoiceFrame<Key extends string>(frame: {
  place: 'needs' | 'themes';
  answer: string;
  tools: ReactNode;
  tabs: readonly { key: Key; name: string; count?: number }[];
  open: Key;
  onOpen: (key: Key) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation(['needs', 'web']);
  const title = t(`places.${frame.place}`);
  return (
    <div className="page">
      <Suspense>
        <QuoteNoter />
      </Suspense>
      <PageHeader
        eyebrow={[<UpLink key="up" to="voice" />, title]}
        title={title}
        answer={frame.answer}
        tools={frame.tools}
      />
      <Tabs label={title} open={frame.open} tabs={frame.tabs} onOpen={frame.onOpen} />
      {frame.children}
    </div>
  );
}
