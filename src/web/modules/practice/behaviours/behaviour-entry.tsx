import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session.ts';
import { notify, notifyProblem, notifyUndo } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { changeBehaviour, pickBehaviour, type Behaviour } from '../practice.data.ts';

/** A behaviour as the library tells it: when, what, an example and its opposite. */
export function BehaviourEntry({ behaviour, onEdit }: { behaviour: Behaviour; onEdit: () => void }) {
  const { t } = useTranslation('culture');
  const { may } = useSession();
  const rows = (['trigger', 'action', 'example', 'antiExample'] as const).filter((name) => behaviour[name] !== '');
  const take = () =>
    void pickBehaviour(behaviour.id)
      .then(() => notify(t('behaviours.taken')))
      .catch((problem: unknown) => notifyProblem(problem));
  const retire = () =>
    void changeBehaviour(behaviour.id, { retired: true })
      .then(() =>
        notifyUndo(
          t('behaviours.gone', { title: behaviour.title }),
          () => void changeBehaviour(behaviour.id, { retired: false }).catch(notifyProblem),
        ),
      )
      .catch((problem: unknown) => notifyProblem(problem));
  return (
    <li className="behaviour">
      <p className="row">
        <span className="say grow">
          {behaviour.kind === 'stop' && <span className="dim">{t('behaviours.stop')} </span>}
          {behaviour.title}
        </span>
        {behaviour.standard !== null && <Chip kind="line">{behaviour.standard.name}</Chip>}
      </p>
      {rows.length > 0 && (
        <dl>
          {rows.map((name) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{t(`behaviours.${name}`)}</dt>
              <dd>{behaviour[name]}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="row">
        <Button size="s" onClick={take} aria-label={t('behaviours.takeName', { title: behaviour.title })}>
          {t('behaviours.take')}
        </Button>
        {may('charter.propose') && (
          <>
            <Button
              size="s"
              kind="quiet"
              onClick={onEdit}
              aria-label={t('behaviours.editName', { title: behaviour.title })}
            >
              {t('behaviours.edit')}
            </Button>
            <Button
              size="s"
              kind="quiet"
              onClick={retire}
              aria-label={t('behaviours.retireName', { title: behaviour.title })}
            >
              {t('behaviours.retire')}
            </Button>
          </>
        )}
      </p>
    </li>
  );
}
