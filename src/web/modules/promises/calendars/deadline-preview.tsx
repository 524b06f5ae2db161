import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as calendars from '../../../../contract/calendars.ts';
import { call } from '../../../api.ts';
import { TimeText } from '../../../ui/time-text.tsx';
import { Clock } from '../clock.tsx';

/** What a calendar makes of so many open hours from now: the hour it would be due, day by day. */
export function DeadlinePreview({ calendarId, version }: { calendarId: string; version: number }) {
  const { t } = useTranslation('settings');
  const [hours, setHours] = useState(8);
  const minutes = Math.min(2_000_000, Math.max(1, Math.round(hours * 60) || 1));
  const preview = useQuery({
    queryKey: ['promises', 'preview', calendarId, version, minutes],
    queryFn: ({ signal }) =>
      call<typeof calendars.previewDeadline>('POST', '/calendars/:id/preview', {
        params: { id: calendarId },
        body: { minutes },
        signal,
      }),
    placeholderData: (before) => before,
  });
  return (
    <div className="preview">
      <label className="row">
        <span>{t('calendar.try')}</span>
        <input
          className="choose short"
          style={{ width: 90 }}
          type="number"
          min={1}
          max={2000}
          value={hours}
          onChange={(event) => setHours(Number(event.currentTarget.value))}
        />
        <span>{t('calendar.tryHours')}</span>
        {preview.data && (
          <b className="strong">
            <TimeText at={preview.data.dueAt} />
          </b>
        )}
      </label>
      {preview.data && <Clock explanation={preview.data.explanation} />}
    </div>
  );
}
