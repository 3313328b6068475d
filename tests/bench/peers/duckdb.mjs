// node duckdb.mjs report|orders LOG AS-OF HOLIDAYS THREADS
//
// The same as lsr's, by DuckDB (npm package @duckdb/node-api). report runs duckdb.sql and prints for each window its
// days and how many orders are late, open and on time; 100000 days stand for the whole log. orders runs
// duckdb_orders.sql, which writes one line of JSON per order.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [what, log, asOf, holidays, threads] = process.argv.slice(2);

function firstLine(path) {
  const bytes = Buffer.alloc(4096);
  const file = openSync(path);
  const size = readSync(file, bytes);
  closeSync(file);
  return bytes.toString('utf8', 0, size).split('\n', 1)[0];
}

// Types are given, so that no time goes into guessing them.
const types = { 'purchase-date': 'TIMESTAMPTZ', 'handling-time': 'INTEGER', 'confirm-date': 'TIMESTAMPTZ',
                'first-scan-date': 'TIMESTAMPTZ' };
const columns = firstLine(log).split(',').map((name) => `'${name}': '${types[name] ?? 'VARCHAR'}'`);
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const values = { $log: quoted(log), $as_of: `TIMESTAMPTZ ${quoted(asOf)}`, $holidays: quoted(holidays),
                 $threads: threads, $columns: `{${columns.join(', ')}}` };
const filledIn = (file) =>
  readFileSync(new URL(file, import.meta.url), 'utf8').replaceAll(/\$\w+/g, (name) => values[name] ?? name);

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(filledIn('duckdb_log.sql'));
const reader = await connection.runAndReadAll(filledIn({ report: 'duckdb.sql', orders: 'duckdb_orders.sql' }[what]));
if (what === 'report') for (const row of reader.getRows()) console.log(row.join(' '));
