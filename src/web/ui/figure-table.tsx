import type { FigureTable as Rows } from '../../figures/told.ts';

/** What is behind a figure, as a table; its name is for whoever listens. */
export function FigureTable({ name, table }: { name: string; table: Rows }) {
  return (
    <table className="data">
      <caption className="sr">{name}</caption>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, line) => (
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={line}>
            {row.map((cell, place) => (
              <td key={table.columns[place]}>{cell ?? '–'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
