import { IconAdjustmentsHorizontal, IconArrowLeft, IconEye, IconLayoutSidebarRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/cases.ts';
import { useShortcut } from '../../shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Initials } from '../../ui/initials.tsx';
import { AssignMenu } from './assign-menu.tsx';
import { CaseDetails } from './case-details.tsx';
import { calledName } from './case-words.ts';
import type { Case } from './cases.data.ts';
import { useCaseDeeds } from './changing.ts';
import { CloseDialog } from './close-dialog.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import { CaseSubject } from './case-subject.tsx';

const FollowButton = lazy(() => import('./follow-button.tsx'));

/** The head of a case: what it is about, who has it, what it is promised, and what can be done with it. */
export function CaseHeader(props: {
  found: Case;
  present: readonly contract.Case['present'][number][];
  /** Words on what is promised next, at the end of the line. */
  promised?: ReactNode;
  /** What other rooms can do with the case, at the end of its details. */
  more?: ((close: () => void) => ReactNode) | undefined;
  /** Back to the list, where only one pane fits. */
  back?: { search: Record<string, unknown> };
  /** Opens the customer beside or over the case, where it does not stand there anyway. */
  onCustomer?: () => void;
}) {
  const { t } = useTranslation('cases');
  const { found } = props;
  const deeds = useCaseDeeds(found);
  const [closing, setClosing] = useState(false);
  const closed = found.state === 'closed';
  useShortcut('e', 'cases:keys.close', () => setClosing(true), !closed);
  return (
    <header className="case-head">
      <div className="first-line">
        {props.back && (
          <Link
            to="/inbox/{-$number}"
            params={{ number: undefined }}
            search={props.back.search}
            className="btn icon"
            aria-label={t('back')}
          >
            <IconArrowLeft size={19} stroke={1.7} aria-hidden />
          </Link>
        )}
        <CaseSubject found={found} alone={props.back !== undefined} />
        <Suspense>
          <FollowButton caseId={found.id} />
        </Suspense>
        <SnoozeMenu found={found} />
        <AssignMenu found={found} />
        <CaseDetails found={found} more={props.more}>
          {(toggle) => (
            <Button kind="icon" aria-label={t('details.label')} onClick={toggle}>
              <IconAdjustmentsHorizontal size={18} stroke={1.7} aria-hidden />
            </Button>
          )}
        </CaseDetails>
        {props.onCustomer && (
          <Button kind="icon" aria-label={t('customer')} onClick={props.onCustomer}>
            <IconLayoutSidebarRight size={18} stroke={1.7} aria-hidden />
          </Button>
        )}
        {closed ? (
          <Button size="s" onClick={() => void deeds.reopen()}>
            {t('reopen')}
          </Button>
        ) : (
          <Button size="s" onClick={() => setClosing(true)}>
            {t('close.open')}
          </Button>
        )}
      </div>
      <div className="course">
        <span className="dim">#{found.number}</span>
        <span className="row" style={{ gap: 5 }}>
          <Initials name={found.assignee?.name} size="s" />
          <span title={found.assignee?.name}>
            {found.assignee === null ? t('assign.nobody') : calledName(found.assignee.name)}
          </span>
        </span>
        {found.team && <span>{found.team.name}</span>}
        <span>{t(`kind.${found.kind}`)}</span>
        {found.priority !== 'normal' && <span className="strong">{t(`priority.${found.priority}`)}</span>}
        {found.tags.map((tag) => (
          <Chip key={tag}>{tag}</Chip>
        ))}
        <Others present={props.present} />
        {props.promised}
      </div>
      {closing && <CloseDialog found={found} onClose={() => setClosing(false)} />}
    </header>
  );
}

/** Who else has the case open, and who is typing. */
function Others({ present }: { present: readonly contract.Case['present'][number][] }) {
  const { t } = useTranslation('cases');
  if (present.length === 0) return null;
  const typing = present.filter((one) => one.typing).map((one) => one.name);
  const names = present.map((one) => one.name).join(', ');
  return (
    <output className="present">
      <IconEye size={14} stroke={1.7} aria-hidden />
      {present.slice(0, 3).map((one) => (
        <Initials key={one.id} name={one.name} size="s" />
      ))}
      <span className={typing.length > 0 ? 'dim' : 'sr'}>
        {typing.length > 0 ? t('present.typing', { names: typing.join(', ') }) : t('present.looking', { names })}
      </span>
    </output>
  );
}
