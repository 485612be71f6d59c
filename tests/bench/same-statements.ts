/** Holds the bare program to the server: for the same unit both must run the same statements in the same order. */

/** A captured statement without its values, so that two runs of it compare equal. */
export const withoutValues = (sql: string): string =>
  sql
    .replace(/'(?:[^']|'')*'(?:\/\*\+\d+ bytes\*\/)?/g, '?')
    .replace(/(?<![\w"])-?\d+(?:\.\d+)?(?![\w"])/g, '?')
    .replace(/\bNULL\b/g, '?')
    .replace(/\s+/g, ' ')

/** Throws at the first statement in which the two differ. */
export function assertSameStatements(what: string, product: readonly string[], bare: readonly string[]): void {
  for (let at = 0; at < Math.max(product.length, bare.length); at++) {
    const [one, other] = [product[at], bare[at]].map((sql) => (sql === undefined ? 'nothing' : withoutValues(sql)))
    if (one === other) continue
    throw new Error(
      `The comparison is not honest any more: for ${what}, statement ${at + 1}, the server runs\n  ${one}\nand the bare program\n  ${other}\nBring tests/bench up to date.`,
    )
  }
}

/**
 * What commits that push something run: other units, which the server does beside its requests, are left out, also where they
 * share the commit.
 */
export function ofPushes(statements: readonly string[]): string[] {
  const found: string[] = []
  let commit: string[] = []
  let unit: string[] | null = null
  let pushes = false
  for (const statement of statements) {
    // The log is copied when nobody writes.
    if (statement === 'PRAGMA wal_checkpoint(PASSIVE)') continue
    if (statement === 'BEGIN IMMEDIATE') {
      if (pushes) found.push(...commit)
      commit = []
      pushes = false
    }
    if (statement === 'SAVEPOINT unit') unit = []
    ;(unit ?? commit).push(statement)
    if (statement !== 'RELEASE unit' || unit === null) continue
    if (unit.some((one) => /^insert into "(inbox|streams)"/.test(one))) {
      pushes = true
      commit.push(...unit)
    }
    unit = null
  }
  return pushes ? [...found, ...commit] : found
}
