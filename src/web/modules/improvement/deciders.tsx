import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/decisions.ts';
import { call } from '../../api.ts';
import { useSession } from '../../session.ts';
import { notifyProblem } from '../../toasts.ts';
import { Initials } from '../../ui/initials.tsx';
import { showDecision, type Decision } from './improvement.data.ts';

const opinions = ['reading', 'agrees', 'disagrees'] as const;

/** Who decides and where each stands; one's own opinion can be said here. */
export function Deciders({ decision }: { decision: Decision }) {
  const { t } = useTranslation('fixing');
  const { user } = useSession();
  const say = async (opinion: (typeof opinions)[number]) => {
    try {
      showDecision(
        await call<typeof contract.sayOpinion>('POST', '/decisions/:id/opinion', {
          params: { id: decision.id },
          body: { opinion },
        }),
      );
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <section aria-labelledby="deciders">
      <h2 id="deciders">{t('decision.who')}</h2>
      {decision.deciders.length === 0 && <p className="dim">{t('decision.nobody')}</p>}
      <ul style={{ display: 'grid', gap: 5 }}>
        {decision.deciders.map((decider) => (
          <li key={decider.id} className="row">
            <Initials name={decider.name} />
            <span className="grow">{decider.name}</span>
            {decision.state === 'draft' && decider.id === user?.id ? (
              <select
                className="choose"
                style={{ width: 'auto', height: 28 }}
                aria-label={t('decision.mine')}
                value={decider.opinion}
                onChange={(event) => {
                  const next = opinions.find((one) => one === event.currentTarget.value);
                  if (next !== undefined) void say(next);
                }}
              >
                {opinions.map((one) => (
                  <option key={one} value={one}>
                    {t(`decision.opinion.${one}`)}
                  </option>
                ))}
              </select>
            ) : (
              <span className="dim">{t(`decision.opinion.${decider.opinion}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
