import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** Beside the list while no case is open: how to walk through it, and the call that can be noted. */
export function InboxWelcome({ onNew }: { onNew: () => void }) {
  const { t } = useTranslation('cases');
  return (
    <section className="conv alone" aria-label={t('welcome.label')}>
      <div className="waiting">
        <EmptyState
          what={t('welcome.what')}
          why={t('welcome.why')}
          action={
            <Button onClick={onNew} keys="c">
              <IconPlus size={16} stroke={1.7} aria-hidden />
              {t('new.title')}
            </Button>
          }
        />
      </div>
    </section>
  );
}
