import './forms.css';
import './settings.css';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../domain/people/permissions.ts';
import { MailIn } from '../modules/channels/mail-in.tsx';
import { MailHealth } from '../modules/channels/mail-health.tsx';
import { Mailboxes } from '../modules/channels/mailboxes.tsx';
import { Outbox } from '../modules/channels/outbox.tsx';
import { Macros } from '../modules/cases/answering/macros-settings.tsx';
import { FieldSettings } from '../modules/customers/fields-settings.tsx';
import { RetentionSettings } from '../modules/customers/retention-settings.tsx';
import { Staff } from '../modules/people/staff.tsx';
import { Teams } from '../modules/people/teams.tsx';
import { Calendars } from '../modules/promises/calendars/calendars.tsx';
import { Policies } from '../modules/promises/policies/policies.tsx';
import { useSession } from '../session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenNotFound } from '../ui/screen-states.tsx';
import { RowsSkeleton } from '../ui/skeletons.tsx';

const MovingIn = lazy(() =>
  import('../modules/moving/moving-in.tsx').then(({ MovingIn: part }) => ({ default: part })),
);
const MovingOut = lazy(() =>
  import('../modules/moving/moving-out.tsx').then(({ MovingOut: part }) => ({ default: part })),
);

const ApiKeys = lazy(() => import('../modules/people/keys.tsx').then(({ ApiKeys: part }) => ({ default: part })));
const Webhooks = lazy(() =>
  import('../modules/webhooks/webhooks.tsx').then(({ Webhooks: part }) => ({ default: part })),
);
const Widgets = lazy(() => import('../modules/channels/widgets.tsx').then(({ Widgets: part }) => ({ default: part })));
const Rules = lazy(() => import('../modules/rules/rules.tsx').then(({ Rules: part }) => ({ default: part })));
const RoutingTeams = lazy(() =>
  import('../modules/people/routing-teams.tsx').then(({ RoutingTeams: part }) => ({ default: part })),
);
const RoutingPeople = lazy(() =>
  import('../modules/people/routing-people.tsx').then(({ RoutingPeople: part }) => ({ default: part })),
);
const CompanyPart = lazy(() =>
  import('../modules/people/company.tsx').then(({ CompanyPart: part }) => ({ default: part })),
);
const BlockedSenders = lazy(() => import('../modules/channels/blocked-senders.tsx'));
const LateReplies = lazy(() => import('../modules/people/late-replies.tsx'));
const DeskSettingsPart = lazy(() =>
  import('../modules/people/desk-settings.tsx').then(({ DeskSettingsPart: part }) => ({ default: part })),
);

const Protocols = lazy(() =>
  import('../modules/escalations/protocols.tsx').then(({ Protocols: part }) => ({ default: part })),
);
const Rotas = lazy(() => import('../modules/escalations/rotas.tsx').then(({ Rotas: part }) => ({ default: part })));
const Drills = lazy(() => import('../modules/escalations/drills.tsx').then(({ Drills: part }) => ({ default: part })));

const FormsSettings = lazy(() =>
  import('../modules/forms/forms-settings.tsx').then(({ FormsSettings: part }) => ({ default: part })),
);

const WordsSettings = lazy(() => import('../modules/words/words-settings.tsx'));
const VoiceSettings = lazy(() => import('../modules/voice/voice-settings.tsx'));

const ProceduresSettings = lazy(() => import('../modules/procedures/settings-procedures.tsx'));
const AuthoritySettings = lazy(() => import('../modules/procedures/settings-authority.tsx'));

const OwnClocks = lazy(() =>
  import('../modules/promises/policies/own-clocks.tsx').then(({ OwnClocks: part }) => ({ default: part })),
);

interface Section {
  readonly key: string;
  readonly permission: Permission;
  readonly parts: readonly ComponentType[];
}

interface Group {
  readonly key: string;
  readonly sections: readonly Section[];
}

/** What can be set: in groups, in the order in which a new house needs them. */
const groups: readonly Group[] = [
  {
    key: 'house',
    sections: [
      {
        key: 'people',
        permission: 'people.read',
        parts: [Staff, Teams, RoutingTeams, RoutingPeople, DeskSettingsPart],
      },
      { key: 'company', permission: 'settings.manage', parts: [CompanyPart] },
      { key: 'hours', permission: 'promises.read', parts: [Calendars] },
      { key: 'authority', permission: 'cases.read', parts: [AuthoritySettings] },
    ],
  },
  {
    key: 'doors',
    sections: [
      { key: 'mail', permission: 'channels.manage', parts: [Mailboxes, MailHealth, MailIn, BlockedSenders] },
      { key: 'outbox', permission: 'channels.manage', parts: [Outbox] },
      { key: 'widget', permission: 'channels.manage', parts: [Widgets] },
      { key: 'forms', permission: 'settings.manage', parts: [FormsSettings] },
    ],
  },
  {
    key: 'promises',
    sections: [
      { key: 'policies', permission: 'promises.read', parts: [Policies, OwnClocks] },
      { key: 'escalation', permission: 'promises.read', parts: [Protocols, Rotas, Drills] },
    ],
  },
  {
    key: 'work',
    sections: [
      { key: 'macros', permission: 'cases.write', parts: [Macros] },
      { key: 'words', permission: 'cases.write', parts: [WordsSettings] },
      { key: 'voice', permission: 'voice.read', parts: [VoiceSettings] },
      { key: 'procedures', permission: 'cases.read', parts: [ProceduresSettings] },
      { key: 'rules', permission: 'cases.read', parts: [Rules, LateReplies] },
      { key: 'fields', permission: 'settings.manage', parts: [FieldSettings] },
    ],
  },
  {
    key: 'data',
    sections: [
      { key: 'keys', permission: 'keys.manage', parts: [ApiKeys] },
      { key: 'webhooks', permission: 'channels.manage', parts: [Webhooks] },
      { key: 'import', permission: 'settings.manage', parts: [MovingIn] },
      { key: 'export', permission: 'data.export', parts: [MovingOut] },
      { key: 'retention', permission: 'settings.manage', parts: [RetentionSettings] },
    ],
  },
];

/** Who works here, and how is Kept set up? */
export function Screen() {
  const { t } = useTranslation(['settings', 'cases']);
  const { may, company } = useSession();
  const { section } = useParams({ strict: false }) as { section?: string };
  const navigate = useNavigate();
  const open = groups
    .map((group) => ({ ...group, sections: group.sections.filter((one) => may(one.permission)) }))
    .filter((group) => group.sections.length > 0);
  const all = open.flatMap((group) => group.sections);
  const at = all.find((one) => one.key === section) ?? all[0];
  if (section !== undefined && at?.key !== section) return <ScreenNotFound />;
  return (
    <div className="page settings">
      <PageHeader
        eyebrow={[t('web:places.settings.name')]}
        answer={at === undefined ? t('answer.none') : t(`answer.${at.key}`, { company: company?.name ?? '' })}
      />
      <div className="two-columns">
        <nav aria-label={t('web:places.settings.name')}>
          {/* on a phone one field instead of twenty lines above what one came for */}
          <select
            className="choose settings-jump"
            aria-label={t('web:places.settings.name')}
            value={at?.key}
            onChange={(event) =>
              void navigate({ to: '/settings/{-$section}', params: { section: event.currentTarget.value } })
            }
          >
            {open.map((group) => (
              <optgroup key={group.key} label={t(`group.${group.key}`)}>
                {group.sections.map((one) => (
                  <option key={one.key} value={one.key}>
                    {t(`section.${one.key}`)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
          {open.map((group) => (
            <div key={group.key} className="settings-group">
              <h2 className="label">{t(`group.${group.key}`)}</h2>
              {group.sections.map((one) => (
                <Link
                  key={one.key}
                  to="/settings/{-$section}"
                  params={{ section: one.key }}
                  className={one === at ? 'on' : ''}
                  aria-current={one === at ? 'page' : undefined}
                >
                  {t(`section.${one.key}`)}
                </Link>
              ))}
            </div>
          ))}
        </nav>
        <div className="parts-of">
          {at?.parts.map((Part, place) => (
            <Suspense key={`${at.key} ${String(place)}`} fallback={<RowsSkeleton rows={3} height={52} />}>
              <Part />
            </Suspense>
          ))}
        </div>
      </div>
    </div>
  );
}
