import { useTranslation } from 'react-i18next';

/** Narrows a list to one standard, or to none of them. */
export function StandardChoice(props: {
  standards: readonly { id: string; name: string }[];
  standard: string | undefined;
  onPick: (standard: string) => void;
}) {
  const { t } = useTranslation('culture');
  return (
    <select
      className="choose-one"
      aria-label={t('behaviours.standard')}
      value={props.standard ?? ''}
      onChange={(event) => props.onPick(event.currentTarget.value)}
    >
      <option value="">{t('behaviours.anyStandard')}</option>
      {props.standards.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </select>
  );
}
