// node duckdb.mjs LOG AS-OF HOLIDAYS THREADS
//
// The same report as lsr's, by DuckDB (npm package @duckdb/node-api): runs duckdb.sql, and prints for each window its days
// and how many orders are late, open and on time; 100000 days stand for the whole log.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [log, asOf, holidays, threads] = process.argv.slice(2);

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
const values = { $log: quoted(log), $as_of: `TIMESTAMPTZ ${quoted(asOf)}`, $holidays: quoted(holidays), $threads: threads,
                 $columns: `{${columns.join(', ')}}` };
const sql = readFileSync(new URL('duckdb.sql', import.meta.url), 'utf8')
  .replaceAll(/\$\w+/g, (name) => values[name] ?? name);

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const reader = await connection.runAndReadAll(sql);
for (const [days, late, open, onTime] of reader.getRows()) console.log(`${days} ${late} ${open} ${onTime}`);
