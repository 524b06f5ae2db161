import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { dayWords } from '../../../figures/day-words.ts';
import { Initials } from '../../ui/initials.tsx';
import { useManner } from '../../ui/time-text.tsx';
import { agreeToCharter, changeReview, type Charter } from './charter.data.ts';

/** Who stands by this version, and when it is looked at again. */
export function Agreement({ charter }: { charter: Charter }) {
  const { t } = useTranslation('culture');
  const { may } = useSession();
  const { language } = useManner();
  const [busy, setBusy] = useState(false);
  const agree = () => {
    setBusy(true);
    agreeToCharter()
      .catch((problem: unknown) => notifyProblem(problem, agree))
      .finally(() => setBusy(false));
  };
  return (
    <section className="card sheet">
      <h2 className="title">{t('agree.title')}</h2>
      <p className="mid">
        {charter.agreedBy.length === 0 ? t('agree.nobody') : t('agree.count', { count: charter.agreedBy.length })}
      </p>
      {charter.agreedBy.length > 0 && (
        <p className="faces">
          {charter.agreedBy.slice(0, 24).map((one) => (
            <Initials key={one.id} name={one.name} label={one.name} />
          ))}
        </p>
      )}
      {!charter.iAgree && (
        <p>
          <Button kind="go" busy={busy} onClick={agree}>
            {t('agree.go')}
          </Button>
        </p>
      )}
      <hr className="rule" />
      <h2 className="title">{t('review.title')}</h2>
      <p className="mid">
        {charter.reviewOn === null
          ? t('review.none')
          : t('review.on', { day: dayWords(charter.reviewOn, language, true) })}{' '}
        {charter.reviewDue && <Chip kind="line">{t('review.due')}</Chip>}
      </p>
      {may('charter.write') && (
        <label className="row sm">
          {t('review.set')}
          <input
            className="line"
            type="date"
            defaultValue={charter.reviewOn ?? ''}
            onChange={(event) => {
              const day = event.currentTarget.value;
              changeReview(day === '' ? null : day).catch((problem: unknown) => notifyProblem(problem));
            }}
          />
        </label>
      )}
    </section>
  );
}
