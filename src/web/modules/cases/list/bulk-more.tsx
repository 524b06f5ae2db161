import '../../../theme/mantine-floating.css';
import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostMerged } from '../../../../domain/cases/merging.ts';
import { caseKinds } from '../../../../domain/cases/words.ts';
import { ask } from '../../../questions.ts';
import { useSession } from '../../../session.ts';
import { useShortcut } from '../../../shortcuts.ts';
import { Button } from '../../../ui/button.tsx';
import { useManner, useNow } from '../../../ui/time-text.tsx';
import { instantOfWall, wallAhead } from '../../../wall-time.ts';
import { knownRows } from '../cases.data.ts';
import { macrosQuery, type BulkDeed } from '../hands.data.ts';

const BulkMerge = lazy(() => import('./bulk-merge.tsx'));

/** The rarer deeds on many cases: merging them into one, whose turn, snooze, tags off, type, follow, open again, and any macro. */
export default function BulkMore(props: {
  ids: readonly string[];
  /** Everything the view holds is meant: then nothing is merged, for nobody has seen what. */
  whole: boolean;
  onDeed: (deed: BulkDeed) => void;
  onDone: () => void;
}) {
  const { onDeed, ids } = props;
  const count = ids.length;
  const { t } = useTranslation(['hands', 'cases', 'merging']);
  const { may } = useSession();
  const [merging, setMerging] = useState(false);
  const merges = count > 1 && count <= mostMerged && !props.whole && may('cases.write');
  useShortcut('shift+m', 'merging:key', () => setMerging(true), merges);
  const now = useNow();
  const { timeZone } = useManner();
  const macros = useQuery(macrosQuery('')).data ?? [];
  const until = (days: number) => {
    const snoozeUntil = instantOfWall(wallAhead(now, timeZone, days, '09:00'), timeZone);
    if (snoozeUntil !== undefined) onDeed({ snoozeUntil });
  };
  const untag = async () => {
    const answer = await ask({
      title: t('bulk.untagTitle'),
      text: t('bulk.tagsWhy', { count }),
      yes: t('bulk.untag'),
      reason: { label: t('cases:bulk.tags') },
    });
    const removeTags = (answer?.reason ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean);
    if (removeTags.length > 0) onDeed({ removeTags });
  };
  return (
    <>
      {merges && (
        <Button size="s" keys="shift+m" onClick={() => setMerging(true)}>
          {t('merging:open')}
        </Button>
      )}
      {merging && (
        <Suspense>
          <BulkMerge rows={knownRows(ids)} onClose={() => setMerging(false)} onDone={props.onDone} />
        </Suspense>
      )}
      <Menu position="bottom-start" width={240} shadow="md">
        <Menu.Target>
          <Button size="s">{t('bulk.more')}</Button>
        </Menu.Target>
        <Menu.Dropdown mah={380} style={{ overflowY: 'auto' }}>
          <Menu.Label>{t('bulk.state')}</Menu.Label>
          <Menu.Item onClick={() => onDeed({ state: 'open' })}>{t('bulk.open')}</Menu.Item>
          <Menu.Item onClick={() => onDeed({ state: 'waiting' })}>{t('bulk.waiting')}</Menu.Item>
          <Menu.Label>{t('bulk.snooze')}</Menu.Label>
          <Menu.Item onClick={() => until(1)}>{t('bulk.days.1')}</Menu.Item>
          <Menu.Item onClick={() => until(7)}>{t('bulk.days.7')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => void untag()}>{t('bulk.untag')}</Menu.Item>
          <Menu.Item onClick={() => onDeed({ follow: true })}>{t('bulk.follow')}</Menu.Item>
          <Menu.Item onClick={() => onDeed({ reopen: true })}>{t('bulk.reopen')}</Menu.Item>
          <Menu.Label>{t('bulk.kind')}</Menu.Label>
          {caseKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => onDeed({ kind })}>
              {t(`cases:kind.${kind}`)}
            </Menu.Item>
          ))}
          {macros.length > 0 && <Menu.Label>{t('bulk.macro')}</Menu.Label>}
          {macros.slice(0, 20).map((macro) => (
            <Menu.Item key={macro.id} onClick={() => onDeed({ macroId: macro.id })}>
              {macro.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
