import '../../ui/small-forms.css';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useReportWords } from './report-words.ts';
import { type OwnReports, ownReportsQuery, sendNow, stopOwn, wishFor } from './reports.data.ts';

/** Where nobody has chosen: what is good or bad, whether it gets better, and whom we owe. */
const usual = ['moments', 'trend', 'promises', 'hurts', 'satisfied', 'recoveries'];
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** When figures are mailed and which; kept by one press, tried at once by another. */
export function WishForm({ own }: { own: OwnReports }) {
  const { t } = useTranslation(['reports', 'progress']);
  const words = useReportWords();
  const { wish } = own;
  const [when, setWhen] = useState({
    rhythm: wish?.rhythm ?? ('weekly' as const),
    weekday: wish?.weekday ?? 1,
    hour: wish?.hour ?? 8,
  });
  const [figures, setFigures] = useState<readonly string[]>(wish?.figures ?? usual);
  const on = wish !== null && wish.nextAt !== null;
  const renew = () => queryClient.invalidateQueries({ queryKey: ownReportsQuery.queryKey });
  const save = useMutation({
    mutationFn: () => wishFor({ ...when, figures: [...figures] }),
    onSuccess: (next) => {
      queryClient.setQueryData(ownReportsQuery.queryKey, next);
      if (next.wish?.nextAt != null) notify(t('own.saved', { day: words.day(next.wish.nextAt) }));
    },
  });
  const now = useMutation({
    mutationFn: () => sendNow([...figures]),
    onSuccess: async () => {
      notify(t('own.sending'));
      await renew();
    },
    onError: (problem) => notifyProblem(problem),
  });
  const stop = useMutation({
    mutationFn: stopOwn,
    onSuccess: async () => {
      notify(t('own.stopped'));
      await renew();
    },
    onError: (problem) => notifyProblem(problem),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  // of a survey that is gone nothing can be told: it is left out when this is kept
  const offered = own.offered.map(({ key }) => key);
  const chosen = figures.filter((key) => offered.includes(key));
  if (chosen.length !== figures.length) setFigures(chosen);
  return (
    <form className="stack" onSubmit={submit}>
      <div className="when">
        <label>
          <span className="field-name">{t('own.rhythm')}</span>
          <select
            className="choose"
            value={when.rhythm}
            onChange={(event) =>
              setWhen({ ...when, rhythm: event.currentTarget.value === 'monthly' ? 'monthly' : 'weekly' })
            }
          >
            <option value="weekly">{t('own.everyWeek')}</option>
            <option value="monthly">{t('own.everyMonth')}</option>
          </select>
        </label>
        {when.rhythm === 'weekly' && (
          <label>
            <span className="field-name">{t('own.weekday')}</span>
            <select
              className="choose"
              value={when.weekday}
              onChange={(event) => setWhen({ ...when, weekday: Number(event.currentTarget.value) })}
            >
              {weekdays.map((weekday) => (
                <option key={weekday} value={weekday}>
                  {words.weekday(weekday)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span className="field-name">{t('own.hour')}</span>
          <select
            className="choose"
            value={when.hour}
            onChange={(event) => setWhen({ ...when, hour: Number(event.currentTarget.value) })}
          >
            {hours.map((hour) => (
              <option key={hour} value={hour}>
                {words.hour(hour)}
              </option>
            ))}
          </select>
        </label>
        <span className="dim xs">{t('own.zone', { zone: own.timeZone })}</span>
      </div>
      <fieldset>
        <legend className="field-name">{t('own.which')}</legend>
        <div className="figures">
          {own.offered.map(({ key, name }) => (
            <label key={key}>
              <input
                type="checkbox"
                checked={figures.includes(key)}
                onChange={(event) =>
                  setFigures(
                    own.offered
                      .map((each) => each.key)
                      .filter((each) => (each === key ? event.currentTarget.checked : figures.includes(each))),
                  )
                }
              />
              {words.figure(key, name)}
            </label>
          ))}
        </div>
      </fieldset>
      {save.isError && <ErrorNotice problem={save.error} />}
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <Button kind="go" type="submit" busy={save.isPending} disabled={figures.length === 0}>
          {on ? t('own.save') : wish === null ? t('own.start') : t('own.again')}
        </Button>
        <Button busy={now.isPending} disabled={figures.length === 0} onClick={() => now.mutate()}>
          {t('own.now')}
        </Button>
        {on && (
          <Button kind="quiet" busy={stop.isPending} onClick={() => stop.mutate()}>
            {t('own.stop')}
          </Button>
        )}
      </div>
    </form>
  );
}
