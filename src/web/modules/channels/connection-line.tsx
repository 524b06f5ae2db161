import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/channels-connections.ts';
import { call } from '../../api.ts';
import { notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import type { ConnectionHealth } from './connections.data.ts';

/** How fetching of one mailbox goes: a word when it goes well, sentences when it does not. */
export function ConnectionLine({ health }: { health: ConnectionHealth }) {
  const { t } = useTranslation('mailboxes');
  const fetched = health.folders.reduce((sum, folder) => sum + folder.fetched, 0);
  const stuck = health.folders.reduce((sum, folder) => sum + folder.stuck, 0);
  return (
    <>
      <p className="dim xs">
        {[
          health.fetches ? t(`state.${health.enabled ? health.state : 'off'}`) : undefined,
          health.sends ? t('state.sends') : undefined,
          health.fetches ? t('line.fetched', { count: fetched }) : undefined,
        ]
          .filter((part) => part !== undefined)
          .join(' · ')}
        {health.fetchedAt !== null && (
          <>
            {' · '}
            {t('line.fetchedAt')} <TimeText at={health.fetchedAt} />
          </>
        )}
      </p>
      {stuck > 0 && <p className="xs">{t('line.stuck', { count: stuck })}</p>}
      {health.problem !== null && (
        <div className="trouble sm" role="status">
          <IconAlertCircle size={17} stroke={1.7} aria-hidden />
          <div>
            <p>
              <span className={health.state === 'failing' ? 'strong' : undefined}>
                {t(`problem.${health.problem}`, { defaultValue: health.words ?? health.problem })}
              </span>
              {health.since !== null && (
                <span className="dim xs">
                  {' '}
                  {t('line.since')} <TimeText at={health.since} />
                </span>
              )}
            </p>
            <p className="dim xs said-by">
              {health.words !== null && `${t('line.words')} ${health.words}`}
              {health.nextTryAt !== null && (
                <>
                  {health.words !== null && ' · '}
                  {t('line.nextTry')} <TimeText at={health.nextTryAt} />
                </>
              )}
            </p>
            {/^(?:permission|token)-/.test(health.problem) && (
              <p>
                <Button size="s" onClick={() => void allow(health.mailboxId)}>
                  {t('line.allowAgain')}
                </Button>
              </p>
            )}
          </div>
        </div>
      )}
    </>
  );
}

/** To the provider's page, which brings the person back here. */
async function allow(id: string): Promise<void> {
  try {
    const { url } = await call<typeof contract.allowConnection>('POST', '/mailboxes/:id/connection/allow', {
      params: { id },
    });
    window.location.assign(url);
  } catch (problem) {
    notifyProblem(problem);
  }
}
