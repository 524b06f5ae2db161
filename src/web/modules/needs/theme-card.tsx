import './needs.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/themes.ts';
import { call } from '../../api.ts';
import { useSession } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { VoiceQuote } from '../../ui/voice-quote.tsx';
import { HeardList } from './heard-list.tsx';
import { act, handToCulture, type Theme } from './needs.data.ts';
import { saidOf } from './said-of.ts';
import { ThemeForm } from './theme-form.tsx';
import { PeopleFigure } from './people-figure.tsx';

/** One theme: different customers, the trend, three verbatims; open, all their words, to be sorted by hand. */
export function ThemeCard({ theme, days }: { theme: Theme; days: number }) {
  const { t } = useTranslation('needs');
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  const [changing, setChanging] = useState(false);
  const most = Math.max(1, ...theme.months.map(({ customers }) => customers));
  const list = theme.months.map(({ month, customers }) => `${month}: ${customers}`).join(', ');
  const writes = may('customers.write');
  return (
    <li className="card">
      <div className="need-head">
        <h3 className="title">{theme.name}</h3>
        {theme.behaviour !== null && <Chip kind="line">{t('theme.handed', { title: theme.behaviour.title })}</Chip>}
        <span className="months" role="img" aria-label={t('theme.months', { list })} title={list}>
          {theme.months.map(({ month, customers }) => (
            <i key={month} style={{ height: `${(customers / most) * 100}%` }} />
          ))}
        </span>
      </div>
      <div className="need-figures sm">
        <b className="strong">{t('theme.customers', { count: theme.customers })}</b>
        <span className="dim">{t('theme.before', { n: theme.before.customers, days })}</span>
        {theme.customers > 0 && (
          <span>
            <PeopleFigure figure={theme.share} /> <span className="dim">{t('theme.share')}</span>
          </span>
        )}
      </div>
      {theme.customers === 0 && <p className="dim sm">{t('theme.nobody')}</p>}
      {!open && theme.customers > 0 && (
        <ul className="need-words">
          {theme.verbatims.map((one) => (
            <li key={one.id}>
              <VoiceQuote
                words={one.words}
                size={16}
                cite={one.customer?.name ?? t('heard.somebody')}
                {...saidOf(one)}
              />
            </li>
          ))}
        </ul>
      )}
      {open && (
        <HeardList
          filter={{ themeId: theme.id }}
          tools={({ id }) =>
            writes && (
              <Button
                size="s"
                kind="quiet"
                onClick={() =>
                  void act(
                    () =>
                      call<typeof contract.sortThemeWords>('PUT', '/themes/:id/words', {
                        params: { id: theme.id },
                        body: { wordsIds: [id], belongs: false },
                      }),
                    t('theme.noted'),
                  )
                }
              >
                {t('theme.notHere')}
              </Button>
            )
          }
        />
      )}
      <div className="need-tools">
        <Button size="s" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('theme.all')}
        </Button>
        {writes && (
          <Button size="s" kind="quiet" onClick={() => setChanging(true)}>
            {t('theme.edit')}
          </Button>
        )}
        {writes && theme.hated && theme.behaviour === null && may('practice.take') && (
          <Button size="s" kind="yes" onClick={() => void act(() => handToCulture(theme), t('theme.handedDone'))}>
            {t('theme.handOver')}
          </Button>
        )}
      </div>
      {changing && <ThemeForm theme={theme} onClose={() => setChanging(false)} />}
    </li>
  );
}
