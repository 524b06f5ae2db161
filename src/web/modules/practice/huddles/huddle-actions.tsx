import '../../../ui/small-forms.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../../colleagues.ts';
import { useSession } from '../../../session.ts';
import { notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useFields } from '../../../ui/fields.ts';
import { TextField } from '../../../ui/text-fields.tsx';
import { wallOfInstant } from '../../../wall-time.ts';
import { useManner } from '../../../ui/time-text.tsx';
import { ActionList } from './action-list.tsx';
import { actInHuddle, changeHuddle, type Huddle } from './huddles.data.ts';

/** Who takes what, by when; what is open from before; and the end. */
export function HuddleActions({ huddle }: { huddle: Huddle }) {
  const { t } = useTranslation('huddle');
  const [added, setAdded] = useState(0);
  const finish = () =>
    void changeHuddle(huddle.id, { finished: true }).catch((problem: unknown) => notifyProblem(problem, finish));
  const before = huddle.agenda.openActions.filter((one) => !huddle.actions.some((fresh) => fresh.id === one.id));
  return (
    <div className="takes">
      <ActionList actions={huddle.actions} />
      <Taking key={added} huddle={huddle} onAdded={() => setAdded(added + 1)} />
      {before.length > 0 && (
        <section>
          <h2 className="body dim">{t('actions.before')}</h2>
          <ActionList actions={before} />
        </section>
      )}
      <p>
        <Button kind="go" size="l" onClick={finish}>
          {t('actions.finish')}
        </Button>
      </p>
    </div>
  );
}

/** One line to take something; it starts anew once it was taken. */
function Taking({ huddle, onAdded }: { huddle: Huddle; onAdded: () => void }) {
  const { t } = useTranslation('huddle');
  const { user } = useSession();
  const { timeZone } = useManner();
  const here = huddle.attendance.map(({ person }) => person);
  const others = useColleagues().filter((one) => !here.some((person) => person.id === one.id));
  const [tomorrow] = useState(() => wallOfInstant(new Date(Date.now() + 86_400_000), timeZone).slice(0, 10));
  const form = useFields({ what: '', ownerId: user?.id ?? '', dueOn: tomorrow }, async (values) => {
    await actInHuddle(huddle.id, { ...values, what: values.what.trim() });
    onAdded();
  });
  const owner = form.bind('ownerId');
  return (
    <>
      <form className="taking" onSubmit={form.submit}>
        <TextField required large label={t('actions.what')} maxLength={300} bound={form.bind('what')} />
        <label>
          <span className="field-name">{t('actions.who')}</span>
          <select className="choose-one" name="ownerId" value={owner.value} onChange={owner.onChange}>
            {[...here, ...others].map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <TextField required large type="date" label={t('actions.by')} bound={form.bind('dueOn')} />
        <Button size="l" kind="yes" type="submit" busy={form.busy}>
          {t('actions.add')}
        </Button>
      </form>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
    </>
  );
}
