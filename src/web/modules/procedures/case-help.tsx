import './procedures.css';
import { IconChecklist, IconColumns3, IconGift } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../commands.ts';
import { useSession } from '../../session.ts';
import { useShortcut } from '../../shortcuts.ts';
import { Chip } from '../../ui/chip.tsx';
import { amountWords } from './amounts.ts';
import { caseAuthorityQuery, caseProceduresQuery, sheetsQuery } from './procedures.data.ts';

const ProcedureDialog = lazy(() => import('./procedure-dialog.tsx'));
const GiveDialog = lazy(() => import('./give-dialog.tsx'));
const OptionsDialog = lazy(() => import('./options-dialog.tsx'));

const dialogs = ['procedure', 'give', 'options'] as const;
type Which = (typeof dialogs)[number];
const keys: Record<Which, string> = { procedure: 'h p', give: 'h g', options: 'h o' };

/** What helps in a case, in one line below its head: the procedure and its next step, what I may give now, the options sent. */
export default function CaseHelp({ found }: { found: { id: string; number: number } }) {
  const { t, i18n } = useTranslation('procedures');
  const { may } = useSession();
  const procedures = useQuery(caseProceduresQuery(found.id)).data;
  const authority = useQuery(caseAuthorityQuery(found.id)).data;
  const sheets = useQuery(sheetsQuery(found.id)).data;
  const [open, setOpen] = useState<Which>();
  const writes = may('cases.write');
  useShortcut(keys.procedure, 'procedures:keys.procedure', () => setOpen('procedure'), writes);
  useShortcut(keys.give, 'procedures:keys.give', () => setOpen('give'), writes);
  useShortcut(keys.options, 'procedures:keys.options', () => setOpen('options'), writes);
  useCommands(
    () => ({
      id: 'case-help',
      heading: t('strip.label'),
      commands: writes
        ? dialogs.map((which) => ({
            id: `help-${which}`,
            label: t(`keys.${which}`),
            keys: keys[which],
            run: () => setOpen(which),
          }))
        : [],
    }),
    `${i18n.language}:${found.id}`,
  );
  const run = procedures?.runs.find((one) => one.state === 'running');
  const next = run?.steps.find((step) => step.standing === 'open');
  const proposed = procedures?.proposed[0];
  const best = authority?.allowed.find((one) => one.left === null || one.left > 0);
  const mine = authority?.approvals.filter((one) => one.yours).length ?? 0;
  const asked = authority?.approvals.filter((one) => one.state === 'waiting' && !one.yours).length ?? 0;
  const amount = best?.left == null ? undefined : amountWords(best.left, best.kind.unit, best.currency, i18n.language);
  const sheet = sheets?.find((one) => one.state !== 'withdrawn');
  return (
    <section className="case-help" aria-label={t('strip.label')}>
      <button type="button" className="helper" onClick={() => setOpen('procedure')}>
        <IconChecklist size={14} stroke={1.7} aria-hidden />
        <span className="cut">
          {run !== undefined
            ? t('strip.running', { name: run.procedure.name, done: run.done, total: run.total })
            : proposed !== undefined
              ? t('strip.proposed', { name: proposed.name })
              : t('strip.none')}
          {next !== undefined && `: ${next.title}`}
        </span>
      </button>
      <button
        type="button"
        className="helper"
        title={best === undefined ? undefined : t('strip.mayNow')}
        onClick={() => setOpen('give')}
      >
        <IconGift size={14} stroke={1.7} aria-hidden />
        {mine + asked === 0 && (
          <span className="cut">
            {best !== undefined && <span className="sr">{t('strip.mayNow')}: </span>}
            {best === undefined
              ? t('strip.give')
              : amount === undefined
                ? best.kind.name
                : t('strip.upTo', { kind: best.kind.name, amount })}
          </span>
        )}
        {mine > 0 && <Chip kind="think">{t('strip.decide', { count: mine })}</Chip>}
        {asked > 0 && <Chip kind="line">{t('strip.asked', { count: asked })}</Chip>}
      </button>
      <button type="button" className="helper" onClick={() => setOpen('options')}>
        <IconColumns3 size={14} stroke={1.7} aria-hidden />
        <span className="cut">{sheet === undefined ? t('strip.options') : t(`sheet.state.${sheet.state}`)}</span>
      </button>
      <Suspense>
        {open === 'procedure' && <ProcedureDialog caseId={found.id} onClose={() => setOpen(undefined)} />}
        {open === 'give' && <GiveDialog caseId={found.id} onClose={() => setOpen(undefined)} />}
        {open === 'options' && <OptionsDialog caseId={found.id} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </section>
  );
}
