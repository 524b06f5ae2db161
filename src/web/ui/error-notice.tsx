import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isApiProblem } from '../problem.ts';
import { problemSentence } from '../toasts.ts';
import { Button } from './button.tsx';

/** What happened, that nothing was lost, and the way on. In ink: red speaks of promises only. */
export function ErrorNotice({ problem, onAgain }: { problem: unknown; onAgain?: () => void }) {
  const { t } = useTranslation();
  const id = isApiProblem(problem) ? problem.requestId : undefined;
  return (
    <div className="notice" role="alert">
      <IconAlertCircle className="ico" size={19} stroke={1.7} aria-hidden />
      <div className="grow">
        <p className="strong">{problemSentence(problem)}</p>
        <p className="dim xs">
          {t('problem.kept')}
          {id !== undefined && ` ${t('problem.number', { id })}`}
        </p>
      </div>
      {onAgain && (
        <Button size="s" onClick={onAgain}>
          {t('problem.again')}
        </Button>
      )}
    </div>
  );
}
