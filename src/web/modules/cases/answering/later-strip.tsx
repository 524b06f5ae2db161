import '../hands.css';
import { IconClockHour4, IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../../contract/cases.ts';
import type * as drafts from '../../../../contract/cases-drafts.ts';
import type * as hands from '../../../../contract/cases-hands.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { useSession } from '../../../session.ts';
import { notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { useManner, useNow } from '../../../ui/time-text.tsx';
import { instantWords } from '../../../ui/time-words.ts';
import { refreshCases } from '../cases.data.ts';
import { handKeys, laterQuery, type LaterReply } from '../hands.data.ts';

/** Its words, and the draft that holds its files. */
type Back = (html: string, draft: Draft | null) => void;

/** Answers that have not gone out yet, above the composer: when they go, why one was held back, and the way back. */
export default function LaterStrip({ caseId, onBack }: { caseId: string; onBack: Back }) {
  const waiting = useQuery(laterQuery(caseId)).data ?? [];
  if (waiting.length === 0) return null;
  return (
    <ul className="later">
      {waiting.map((reply) => (
        <One key={reply.id} reply={reply} onBack={onBack} />
      ))}
    </ul>
  );
}

function One({ reply, onBack }: { reply: LaterReply; onBack: Back }) {
  const { t } = useTranslation('hands');
  const { user } = useSession();
  const now = useNow();
  const { language, timeZone } = useManner();
  const mine = reply.author.id === user?.id;
  const at = instantWords(new Date(reply.sendAt), now, language, timeZone);
  const deed = async (work: () => Promise<unknown>) => {
    try {
      await work();
      if (mine) void refreshCases(reply.caseNumber);
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      void queryClient.invalidateQueries({ queryKey: handKeys.later });
    }
  };
  const params = { id: reply.id };
  const back = () =>
    deed(async () => {
      await call<typeof hands.cancelLaterReply>('DELETE', '/later-replies/:id', { params });
      if (!mine) return;
      const { draft } = await call<typeof drafts.readDraft>('GET', '/cases/:id/draft', {
        params: { id: reply.caseId },
      });
      onBack(reply.html, draft);
    });
  const send = () => deed(() => call<typeof hands.sendLaterReplyNow>('POST', '/later-replies/:id/send', { params }));
  const held = reply.state === 'held';
  return (
    <li className={held ? 'held' : ''}>
      {held ? (
        <IconHandStop size={16} stroke={1.7} aria-hidden />
      ) : (
        <IconClockHour4 size={16} stroke={1.7} aria-hidden />
      )}
      <span className="grow">
        {held
          ? t('later.held', { name: reply.author.name })
          : reply.kind === 'undo'
            ? t('later.soon', { name: reply.author.name })
            : t('later.at', { name: reply.author.name, at })}
        {reply.promises.length > 0 && (
          <span className="dim xs">
            {' '}
            {t('later.promises', { what: reply.promises.map(({ what }) => what).join(', ') })}
          </span>
        )}
        {held && reply.reason !== null && <span className="dim"> {reply.reason}</span>}
      </span>
      <Button size="s" kind="quiet" onClick={() => void back()}>
        {t('later.back')}
      </Button>
      <Button size="s" onClick={() => void send()}>
        {t(held ? 'later.anyway' : 'later.now')}
      </Button>
    </li>
  );
}
