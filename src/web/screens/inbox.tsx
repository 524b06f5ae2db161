import './forms.css';
import './inbox.css';
import { IconX } from '@tabler/icons-react';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseList } from '../modules/cases/list/case-list.tsx';
import { CasePane } from '../modules/cases/case-pane.tsx';
import { caseQuery, countsQuery } from '../modules/cases/cases.data.ts';
import { useCaseCommands } from '../modules/cases/case-commands.ts';
import { viewCountsQuery, viewsQuery } from '../modules/cases/hands.data.ts';
import { EarlierCases } from '../modules/cases/earlier-cases.tsx';
import { readInboxSearch, viewGroups, viewOf, type InboxSearch } from '../modules/cases/list/inbox-views.ts';
import { ViewsNav } from '../modules/cases/list/views-nav.tsx';
import { CustomerPanel } from '../modules/customers/customer-panel.tsx';
import { customerQuery } from '../modules/customers/customers.data.ts';
import { openingShows } from '../modules/customers/next-person-choice.ts';
import { QuoteNoter } from '../modules/customers/quote-noter.tsx';
import {
  PromiseButton,
  PromiseChips,
  promiseLines,
  Promised,
  useCasePromises,
} from '../modules/promises/case-promises.tsx';
import { OpenPromises } from '../modules/promises/open-promises.tsx';
import { WordsMargin, WordsStrip } from '../modules/words/words-parts.tsx';
import { SpokenChips, SpokenProposals } from '../modules/promises/spoken/spoken-parts.tsx';
import { useSession } from '../session.ts';
import { useShortcut } from '../shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { InboxWelcome } from './inbox-welcome.tsx';

const CaseCoursePart = lazy(() => import('../modules/promises/case-course.tsx'));
const EscalateCase = lazy(() => import('../modules/escalations/escalate-case.tsx'));
const AskButton = lazy(() => import('../modules/voice/ask-button.tsx'));
const AskCommand = lazy(() => import('../modules/voice/ask-command.tsx'));
const AskOne = lazy(() => import('../modules/voice/ask-one.tsx'));
const CustomerWay = lazy(() => import('../modules/journeys/customer-way.tsx'));
const CaseTouchpoint = lazy(() => import('../modules/journeys/case-touchpoint.tsx'));
const CaseProblems = lazy(() => import('../modules/improvement/case-problems.tsx'));
const KnownErrors = lazy(() => import('../modules/improvement/known-errors.tsx'));
const CaseFields = lazy(() => import('../modules/forms/case-fields.tsx'));

const NewCase = lazy(() => import('../modules/cases/opening/new-case.tsx'));
const Serving = lazy(() => import('../modules/customers/serving.tsx'));
const NextPerson = lazy(() => import('../modules/customers/next-person.tsx'));
const CaseHelp = lazy(() => import('../modules/procedures/case-help.tsx'));

/** Who needs me next? Views, list, conversation, customer: side by side where there is room, else one after the other. */
export function Screen() {
  const { t } = useTranslation(['cases', 'customers', 'needs']);
  const { may } = useSession();
  const navigate = useNavigate();
  const params = useParams({ strict: false }) as { number?: string };
  const search = readInboxSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const counts = useQuery(countsQuery).data;
  const [asking, setAsking] = useState(false);
  const [person, setPerson] = useState(false);
  const [surveyed, setSurveyed] = useState<string>();
  const wide = useWidth('(min-width: 1440px)');
  const beside = useWidth('(min-width: 1200px)');
  const phone = useWidth('(max-width: 767px)');
  const kept = useQuery(viewsQuery).data;
  const keptCounts = useQuery({ ...viewCountsQuery, enabled: kept !== undefined && kept.length > 0 }).data;
  const groups = viewGroups(counts, kept, keptCounts);
  const view = viewOf(groups, search);
  const number = /^\d+$/.test(params.number ?? '') ? Number(params.number) : undefined;
  const found = useQuery({ ...caseQuery(number ?? 0), enabled: number !== undefined }).data;
  const promises = useCasePromises(found?.id);
  const customer = useQuery({ ...customerQuery(found?.customer.id ?? ''), enabled: found !== undefined }).data;
  const go = (next: InboxSearch, to = params.number) =>
    void navigate({ to: '/inbox/{-$number}', params: { number: to }, search: next as never });
  const ask = () => setAsking(true);
  useCaseCommands(ask);
  useShortcut('c', 'cases:keys.new', ask);
  useShortcut('u', 'cases:keys.list', () => go(search, undefined), number !== undefined);

  const [nextUp, setNextUp] = useState<string>();
  useShortcut('w', 'needs:next.key', () => setNextUp(found?.id), found !== undefined);
  const briefShown = found !== undefined && (nextUp === found.id || (nextUp !== `done ${found.id}` && openingShows()));
  const showList = !phone || number === undefined;
  const showPerson = found !== undefined && (beside || person);
  const layout = ['desk', wide ? 'wide' : '', beside ? 'beside' : '', phone ? 'one' : ''].filter(Boolean).join(' ');
  return (
    <div className={layout}>
      {wide && <ViewsNav groups={groups} at={view} />}
      {showList && (
        <CaseList
          groups={groups}
          view={view}
          menu={!wide}
          search={search}
          onSearch={(next) => go(next)}
          onNew={ask}
          selected={number}
          onOpen={(row) => go(search, String(row.number))}
        />
      )}
      {number === undefined
        ? !phone && <InboxWelcome onNew={ask} />
        : !(phone && showPerson) && (
            <CasePane
              number={number}
              lines={promiseLines(promises)}
              promised={<Promised promises={promises} />}
              promises={
                <>
                  <PromiseChips promises={promises} />
                  {found && <SpokenProposals caseId={found.id} />}
                  {found && may('improvement.read') && (
                    <Suspense fallback={null}>
                      <KnownErrors caseId={found.id} />
                    </Suspense>
                  )}
                  {found && (
                    <Suspense fallback={null}>
                      <Serving found={found} />
                    </Suspense>
                  )}
                  {found && <WordsStrip found={found} />}
                </>
              }
              spoken={(draft) =>
                found && (
                  <SpokenChips caseId={found.id} teamId={found.team?.id ?? null} customer={found.customer} {...draft} />
                )
              }
              margin={(draft) => found && <WordsMargin found={found} brief={customer?.brief} {...draft} />}
              help={
                found && (
                  <Suspense>
                    <CaseHelp found={found} />
                  </Suspense>
                )
              }
              more={(close) =>
                found && (
                  <>
                    <EscalateCase caseId={found.id} closed={found.state === 'closed'} />
                    {may('surveys.write') && (
                      <AskButton
                        small
                        onPress={() => {
                          close();
                          setSurveyed(found.customer.id);
                        }}
                      />
                    )}
                  </>
                )
              }
              promiseButton={found && <PromiseButton caseId={found.id} customer={found.customer} />}
              {...(phone ? { back: { search: { ...search } } } : {})}
              {...(beside ? {} : { onCustomer: () => setPerson(true) })}
            />
          )}
      {showPerson && (
        <CustomerPanel
          customerId={found.customer.id}
          alone={phone}
          promises={
            <>
              <OpenPromises customerId={found.customer.id} />
              <Suspense>
                <CaseCoursePart caseId={found.id} />
              </Suspense>
              {may('journeys.read') && (
                <Suspense>
                  <CustomerWay customerId={found.customer.id} />
                </Suspense>
              )}
            </>
          }
          cases={
            <>
              <Suspense>
                <CaseFields found={found} />
              </Suspense>
              <Suspense>
                <CaseTouchpoint caseId={found.id} />
              </Suspense>
              {may('improvement.read') && (
                <Suspense>
                  <CaseProblems caseId={found.id} />
                </Suspense>
              )}
              <EarlierCases found={found} />
            </>
          }
          close={
            !beside && (
              <Button kind="icon" aria-label={t('cases:closePanel')} onClick={() => setPerson(false)}>
                <IconX size={18} stroke={1.7} aria-hidden />
              </Button>
            )
          }
        />
      )}
      {beside && number !== undefined && found === undefined && (
        <aside className="person" aria-label={t('customers:panel')} />
      )}
      {found && <QuoteNoter customerId={found.customer.id} wish={{ caseId: found.id, words: found.successWish }} />}
      {briefShown && (
        <Suspense fallback={null}>
          <NextPerson customerId={found.customer.id} onClose={() => setNextUp(`done ${found.id}`)} />
        </Suspense>
      )}
      {customer !== undefined && may('surveys.write') && (
        <Suspense fallback={null}>
          <AskCommand key={customer.id} name={customer.name} onAsk={() => setSurveyed(customer.id)} />
        </Suspense>
      )}
      {customer !== undefined && surveyed === customer.id && (
        <Suspense fallback={null}>
          <AskOne customer={customer} onClose={() => setSurveyed(undefined)} />
        </Suspense>
      )}
      {asking && (
        <Suspense fallback={null}>
          <NewCase onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </div>
  );
}

function useWidth(query: string): boolean {
  return useMediaQuery(query, matchMedia(query).matches, { getInitialValueInEffect: false });
}
