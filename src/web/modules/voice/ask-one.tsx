import '../../ui/small-forms.css';
import './voice.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-surveys-asking.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { ChooseField } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { OnceShown } from '../../ui/once-shown.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { AskRefused, PastAsks } from './ask-outcome.tsx';
import { askPreviewQuery, type AskedCustomer, type AskOutcome } from './asking.data.ts';
import { languageName } from './language-name.ts';
import { type Survey, surveysQuery } from './voice.data.ts';

const ways = ['mail', 'my', 'widget', 'link'] as const;

/** Asks one customer now: what, by which way, how it looks to him, and what became of it. */
export default function AskOne({ customer, onClose }: { customer: AskedCustomer; onClose: () => void }) {
  const { t } = useTranslation(['asking', 'surveys', 'voice']);
  const surveys = useQuery(surveysQuery);
  const [link, setLink] = useState<string>();
  // the house asks the two others by itself, each for a case or a recovery
  const ours = (surveys.data ?? []).filter(({ programme }) => programme !== 'after-case' && programme !== 'recovery');
  const askable = ours.filter(({ active }) => active);
  return (
    <Dialog opened onClose={onClose} width={620} title={t('one.title', { name: customer.name })}>
      {surveys.isPending && <TextSkeleton lines={6} />}
      {surveys.isError && <ErrorNotice problem={surveys.error} onAgain={() => void surveys.refetch()} />}
      {surveys.data !== undefined && askable.length === 0 && (
        <EmptyState
          what={t('one.noneWhat')}
          why={t('one.noneWhy')}
          action={
            <Link to="/voice" search={{ show: 'surveys' } as never}>
              {t('one.toSurveys')}
            </Link>
          }
        />
      )}
      {link !== undefined && (
        <OnceShown label={t('one.link')} value={link} why={t('one.linkWhy', { name: customer.name })} />
      )}
      {link === undefined && askable.length > 0 && (
        <Ask
          customer={customer}
          surveys={askable}
          off={ours.length - askable.length}
          onLink={setLink}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function Ask(props: {
  customer: AskedCustomer;
  surveys: readonly Survey[];
  off: number;
  onLink: (url: string) => void;
  onClose: () => void;
}) {
  const { customer, surveys, off, onClose } = props;
  const { t, i18n } = useTranslation(['asking', 'surveys', 'voice']);
  const { company } = useSession();
  const [refused, setRefused] = useState<{ outcome: AskOutcome; surveyId: string; way: string }>();
  const first = surveys[0];
  const form = useFields({ surveyId: first?.id ?? '', way: (first?.way ?? 'mail') as string }, async (given) => {
    setRefused(undefined);
    const outcome = await call<typeof contract.askCustomer>('POST', '/surveys/:id/invitations', {
      params: { id: given.surveyId },
      body: { customerId: customer.id, way: ways.find((way) => way === given.way) ?? 'mail' },
    });
    await queryClient.invalidateQueries({ queryKey: ['voice', 'asks-of', customer.id] });
    if (outcome.state === 'withheld') {
      setRefused({ outcome, surveyId: given.surveyId, way: given.way });
      return;
    }
    notify(t(`one.asked.${given.way}`, { name: customer.name }));
    if (outcome.url === null) onClose();
    else props.onLink(outcome.url);
  });
  const { surveyId, way } = form.values;
  const language = customer.language ?? company?.language ?? i18n.language;
  const preview = useQuery(askPreviewQuery(surveyId, customer.id, language));
  const address = customer.identities.find(({ kind, bouncedAt }) => kind === 'email' && bouncedAt === null);
  const bounced = customer.identities.find(({ kind }) => kind === 'email');
  const current = refused?.surveyId === surveyId && refused.way === way ? refused.outcome : undefined;
  return (
    <form className="stack" onSubmit={form.submit}>
      <div className="two">
        <ChooseField
          label={t('one.survey')}
          bound={form.bind('surveyId')}
          options={surveys.map(({ id, name }) => [id, name] as const)}
          hint={off > 0 ? t('one.off', { count: off }) : undefined}
        />
        <ChooseField
          label={t('one.way')}
          bound={form.bind('way')}
          options={ways.map(
            (one) => [one, one === 'link' ? t('one.byLink') : t(`surveys:asking.ways.${one}`)] as const,
          )}
          hint={t(`one.wayWhy.${way}`)}
        />
      </div>
      <p className="sm">
        <span className="dim">{t('one.to')}</span> <b className="strong">{customer.name}</b>
        {way === 'mail' &&
          ` · ${address?.value ?? (bounced === undefined ? t('one.noAddress') : t('one.bounced', { address: bounced.value }))}`}
        {` · ${languageName(language, i18n.language)}`}
      </p>
      <section aria-label={t('one.preview')}>
        {preview.isPending && <TextSkeleton lines={5} />}
        {preview.isError && <ErrorNotice problem={preview.error} onAgain={() => void preview.refetch()} />}
        {preview.data !== undefined && (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is scrolled is scrolled by keyboard, too
          <div className="card letter" lang={language} tabIndex={0} style={{ maxHeight: 260, overflowY: 'auto' }}>
            {way === 'mail' && (
              <>
                <p className="strong">{preview.data.subject}</p>
                <p style={{ margin: '8px 0', whiteSpace: 'pre-line' }}>{preview.data.text}</p>
              </>
            )}
            <ol style={{ listStyle: 'decimal', paddingInlineStart: '1.3em' }}>
              {preview.data.questions.map((question) => (
                <li key={question.key}>{question.text}</li>
              ))}
            </ol>
          </div>
        )}
      </section>
      <PastAsks customerId={customer.id} />
      {current !== undefined && <AskRefused outcome={current} customer={customer} surveyId={surveyId} />}
      <FormEnd form={form} go={t('one.go')} onLeave={onClose} />
    </form>
  );
}
