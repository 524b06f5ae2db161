import { useTranslation } from 'react-i18next';
import { useNavigate } from '@tanstack/react-router';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem, notifyUndo } from '../../toasts.ts';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { VoiceQuote } from '../../ui/voice-quote.tsx';
import { type FigureInWords, noteDecided, takeBackDecided } from './decided.data.ts';

const refetch = () => queryClient.invalidateQueries({ queryKey: ['reports', 'decided'] });

/** Says what was decided after a figure, and what is said to whoever it is about. */
export function NoteDecided({ figure, onNoted }: { figure: FigureInWords; onNoted: () => void }) {
  const { t } = useTranslation('reports');
  const go = useNavigate();
  const { objection, key } = figure;
  const form = useFields({ decided: '', seatAnswer: '' }, async (values) => {
    const { id } = await noteDecided(key, values);
    await refetch();
    onNoted();
    notifyUndo(t('decided.noted'), () => {
      takeBackDecided(key, id).then(
        async () => {
          notify(t('decided.takenBack'));
          await refetch();
        },
        (problem: unknown) => notifyProblem(problem),
      );
    });
  });
  return (
    <form className="stacked" onSubmit={form.submit}>
      <TextField
        required
        maxLength={300}
        bound={form.bind('decided')}
        label={t('decided.question')}
        description={t('decided.hint')}
      />
      {objection !== null && <VoiceQuote words={objection.quote} cite={objection.customer?.name} />}
      <TextAreaField
        required
        minRows={3}
        maxLength={5000}
        bound={form.bind('seatAnswer')}
        label={t('decided.answer')}
        description={t('decided.answerHint')}
      />
      <FormEnd form={form} go={t('decided.note')} onLeave={() => void go({ to: '/measure' })} />
    </form>
  );
}
