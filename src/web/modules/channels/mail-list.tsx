import type { ReactNode } from 'react';
import type { usePaged } from '../../paged.ts';
import { DataList } from '../../ui/data-list.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import './connections.css';

/** Mails that came in or go out, one state of them or all; each row opens. */
export function MailList<T extends { id: string }, S extends string>(props: {
  id: string;
  title: string;
  /** Names the choice of the state, for who listens; then `all` and each state. */
  which: string;
  all: string;
  states: readonly S[];
  wordOf: (state: S) => string;
  state: S | undefined;
  onState: (state: S | undefined) => void;
  list: ReturnType<typeof usePaged<T>>;
  renderRow: (row: T) => ReactNode;
  onOpen: (id: string) => void;
  empty: ReactNode;
}) {
  const { list, states } = props;
  return (
    <>
      <header className="row">
        <h2 className="title grow" id={props.id}>
          {props.title}
        </h2>
        <label>
          <span className="sr">{props.which}</span>
          <select
            className="choose"
            value={props.state ?? ''}
            onChange={(event) => props.onState(states.find((one) => one === event.currentTarget.value))}
          >
            <option value="">{props.all}</option>
            {states.map((one) => (
              <option key={one} value={one}>
                {props.wordOf(one)}
              </option>
            ))}
          </select>
        </label>
      </header>
      {list.pending ? (
        <RowsSkeleton rows={6} height={40} />
      ) : list.error !== null && list.items.length === 0 ? (
        <ErrorNotice problem={list.error} onAgain={list.again} />
      ) : (
        <DataList
          label={props.title}
          className="outbox"
          items={list.items}
          keyOf={(row) => row.id}
          rowHeight={40}
          onOpen={(row) => props.onOpen(row.id)}
          renderRow={props.renderRow}
          more={list.more}
          empty={props.empty}
        />
      )}
    </>
  );
}
