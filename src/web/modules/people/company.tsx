import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/company.ts';
import { languages } from '../../../domain/languages.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { sessionQuery, useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { type Bound, useFields } from '../../ui/fields.ts';
import { ZoneField } from '../../ui/place-fields.tsx';
import { TextField } from '../../ui/text-fields.tsx';

/** The company's name, language, time zone and currency, which were given on the first day. */
export function CompanyPart() {
  const { company } = useSession();
  if (company === null) return null;
  // what somebody else changed meanwhile is shown, not overwritten
  return <CompanyForm key={Object.values(company).join('|')} company={company} />;
}

function CompanyForm({ company }: { company: contract.Company }) {
  const { t, i18n } = useTranslation(['house', 'settings']);
  const form = useFields({ ...company }, async (values) => {
    const name = values.name.trim();
    const language = languages.find((one) => one === values.language);
    // only what is different: two who change different things both get what they wanted
    const body = {
      ...(name === company.name ? {} : { name }),
      ...(language === undefined || language === company.language ? {} : { language }),
      ...(values.timeZone === company.timeZone ? {} : { timeZone: values.timeZone }),
      ...(values.currency === company.currency ? {} : { currency: values.currency }),
    };
    const saved = await call<typeof contract.changeCompany>('PATCH', '/company', { body });
    queryClient.setQueryData(sessionQuery.queryKey, (session) => session && { ...session, company: saved });
    notify(t('settings:saved'));
  });
  const named = new Intl.DisplayNames([i18n.language], { type: 'currency' });
  const same = (Object.keys(company) as (keyof typeof company)[]).every((key) => form.values[key] === company[key]);
  return (
    <Block id="company" title={t('company.title')} why={t('company.why')}>
      <form className="stack" onSubmit={form.submit}>
        <TextField required autoComplete="organization" bound={form.bind('name')} label={t('company.name')} />
        <div className="two">
          <div>
            <Choice
              label={t('company.language')}
              bound={form.bind('language')}
              choices={languages.map((code) => [
                code,
                new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code,
              ])}
            />
            <p className="dim xs">{t('company.languageWhy')}</p>
          </div>
          <div>
            <ZoneField bound={form.bind('timeZone')} label={t('company.zone')} />
            <p className="dim xs">{t('company.zoneWhy')}</p>
          </div>
        </div>
        <div>
          <Choice
            label={t('company.currency')}
            bound={form.bind('currency')}
            choices={[...new Set([...Intl.supportedValuesOf('currency'), company.currency])].map((code) => [
              code,
              `${code} · ${named.of(code) ?? code}`,
            ])}
          />
          <p className="dim xs">{t('company.currencyWhy')}</p>
        </div>
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <div className="row end">
          <Button kind="go" type="submit" busy={form.busy} disabled={same}>
            {t('settings:save')}
          </Button>
        </div>
      </form>
    </Block>
  );
}

function Choice(props: { label: string; bound: Bound; choices: readonly (readonly [string, string])[] }) {
  const { name, value, onChange, error } = props.bound;
  return (
    <label>
      <span className="label">{props.label}</span>
      <select className="choose" name={name} value={value} onChange={onChange} aria-invalid={error !== undefined}>
        {props.choices.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
      {error !== undefined && (
        <span role="alert" className="block xs strong">
          {error}
        </span>
      )}
    </label>
  );
}
