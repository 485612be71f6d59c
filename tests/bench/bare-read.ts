/** The limit of reading an item's figures: the server's own statements, run by better-sqlite3 alone. */
import Database from 'better-sqlite3'
import { skuAt } from './plan.ts'

export interface BareRead {
  file: string
  /** As captured from the server, with the values of one item in place. */
  statements: string[]
  /** The item whose values stand in them. */
  sku: string
  forMs: number
}

/** Reads per second, each with all its statements. */
export function run({ file, statements, sku, forMs }: BareRead): number {
  const database = new Database(file, { readonly: true })
  database.pragma('cache_size = -65536')
  const prepared = statements.map((sql) => prepareFor(database, sql, sku))
  let reads = 0
  const started = performance.now()
  while (performance.now() - started < forMs) {
    const item = skuAt(reads)
    for (const { statement, named, returns } of prepared) {
      if (!returns) statement.run()
      else if (named) statement.all({ sku: item })
      else statement.all()
    }
    reads += 1
  }
  const elapsed = performance.now() - started
  database.close()
  return (reads * 1000) / elapsed
}

/** The item becomes a parameter again; all else was the same for every read. */
function prepareFor(database: Database.Database, sql: string, sku: string) {
  const statement = database.prepare(sql.replaceAll(`'${sku}'`, '@sku'))
  return { statement, named: sql.includes(`'${sku}'`), returns: statement.reader }
}
