import type { ReactNode } from 'react';

/** A part of a settings screen: its name and what can be done, what it is for, then the thing itself. */
export function Block(props: {
  id: string;
  title: ReactNode;
  tools?: ReactNode;
  why?: ReactNode;
  children: ReactNode;
}) {
  const { id, title, tools } = props;
  return (
    <section className="block" aria-labelledby={id}>
      {tools === undefined ? (
        <h2 className="title" id={id}>
          {title}
        </h2>
      ) : (
        <header className="row" style={{ flexWrap: 'wrap' }}>
          <h2 className="title grow" id={id}>
            {title}
          </h2>
          {tools}
        </header>
      )}
      {props.why !== undefined && <p className="dim">{props.why}</p>}
      {props.children}
    </section>
  );
}
