/**
 * Statements by their text. A query that is built anew each time it is asked is prepared anew each time, and that takes longer than
 * most of them take to run; here SQLite parses each text once on a connection.
 */
import type Database from 'better-sqlite3'

/** More texts than the product has; lists of values make more of them without end. */
const MOST = 500

type Statement = Database.Statement<unknown[]>

/** What drizzle asks of a statement. Rows as arrays or as objects is a state of the statement, so each use says which. */
class Remembered {
  readonly #statement: Statement
  readonly #arrays: Pick<Statement, 'all' | 'get'>

  constructor(statement: Statement) {
    this.#statement = statement
    this.#arrays = {
      all: (...values) => this.#as(true).all(...values),
      get: (...values) => this.#as(true).get(...values),
    }
  }

  #as(arrays: boolean): Statement {
    return this.#statement.reader ? this.#statement.raw(arrays) : this.#statement
  }

  run(...values: unknown[]): Database.RunResult {
    return this.#statement.run(...values)
  }

  all(...values: unknown[]): unknown[] {
    return this.#as(false).all(...values)
  }

  get(...values: unknown[]): unknown {
    return this.#as(false).get(...values)
  }

  raw(): Pick<Statement, 'all' | 'get'> {
    return this.#arrays
  }
}

/** The connection, as drizzle is given it. */
export function remembering(sqlite: Database.Database): Database.Database {
  const known = new Map<string, Remembered>()
  const prepare = (text: string): Remembered => {
    const found = known.get(text) ?? new Remembered(sqlite.prepare(text))
    // The one that was used longest ago goes.
    known.delete(text)
    known.set(text, found)
    if (known.size > MOST) known.delete(known.keys().next().value as string)
    return found
  }
  return new Proxy(sqlite, {
    get(target, name) {
      if (name === 'prepare') return prepare
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
