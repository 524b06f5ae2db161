import './door.css';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../session.ts';
import { Wordmark } from './wordmark.tsx';

/** Before the house: the word in large, and at its side what lets one in. */
export function Door({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { data } = useQuery(sessionQuery);
  return (
    <main className="door" id="content">
      <section className="left">
        <Wordmark width={77} />
        <div className="big">
          {/* strangers are told the house, not its word */}
          {data?.company && data.word && <p className="from">{t('signIn.from', { company: data.company.name })}</p>}
          {data?.word ? <p className="w">{data.word.word}</p> : <p className="w house">{data?.company?.name}</p>}
          {data?.word?.motto && <p className="motto">{data.word.motto}</p>}
        </div>
        <p className="xs dim own">{t('signIn.own')}</p>
      </section>
      <section className="right">{children}</section>
    </main>
  );
}
