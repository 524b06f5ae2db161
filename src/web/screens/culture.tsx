import './culture.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { standardsQuery } from '../modules/charter/charter.data.ts';
import { useSession } from '../session.ts';
import { ButtonLink } from '../ui/button.tsx';
import { FindButton, PageHeader } from '../ui/page-header.tsx';
import { ScreenNotFound } from '../ui/screen-states.tsx';
import { TextSkeleton } from '../ui/skeletons.tsx';
import { Tabs } from '../ui/tabs.tsx';

const CharterPart = lazy(async () => ({ default: (await import('../modules/charter/charter-part.tsx')).CharterPart }));
const StandardsPart = lazy(async () => ({ default: (await import('./culture-standards.tsx')).CultureStandards }));
const BehavioursPart = lazy(async () => ({
  default: (await import('../modules/practice/behaviours/behaviours-part.tsx')).BehavioursPart,
}));
const WinsPart = lazy(async () => ({ default: (await import('../modules/practice/wins/wins-part.tsx')).WinsPart }));
const KudosPart = lazy(async () => ({ default: (await import('../modules/practice/kudos-part.tsx')).KudosPart }));
const RelaysPart = lazy(async () => ({
  default: (await import('../modules/practice/behaviours/relays-part.tsx')).RelaysPart,
}));

const parts = ['charter', 'standards', 'behaviours', 'wins', 'kudos', 'relays'] as const;
type Part = (typeof parts)[number];

/** Culture: who we are, and whether we live it; one part at a time, each with an address. */
export function Screen() {
  const { t } = useTranslation('culture');
  const { word } = useSession();
  const { part: asked }: { part?: string } = useParams({ strict: false });
  const navigate = useNavigate();
  const open: Part = parts.find((part) => part === asked) ?? 'charter';
  if (asked !== undefined && asked !== open) return <ScreenNotFound />;
  return (
    <div className="page culture">
      <PageHeader
        eyebrow={[t('place'), t(`part.${open}`)]}
        answer={word === null ? t('answer.none') : t(`answer.${open}`, { word: word.word.toLowerCase() })}
        tools={
          <>
            <FindButton />
            <ButtonLink to="/huddle">{t('huddles')}</ButtonLink>
          </>
        }
      />
      <Tabs
        label={t('place')}
        tabs={parts.map((key) => ({ key, name: t(`part.${key}`) }))}
        open={open}
        onOpen={(part) => void navigate({ to: '/culture/{-$part}', params: { part } })}
      />
      <Suspense fallback={<TextSkeleton lines={6} />}>
        <OpenPart part={open} />
      </Suspense>
    </div>
  );
}

function OpenPart({ part }: { part: Part }) {
  const standards = useQuery(standardsQuery(false)).data ?? [];
  if (part === 'charter') return <CharterPart />;
  if (part === 'standards') return <StandardsPart />;
  if (part === 'behaviours') return <BehavioursPart standards={standards} />;
  if (part === 'wins') return <WinsPart />;
  if (part === 'kudos') return <KudosPart standards={standards} />;
  return <RelaysPart />;
}
