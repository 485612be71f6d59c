/** Figures prove nothing where the pages that they stand on are damaged: of the embedded database these are looked at first. */
import { damageIn } from '../db/sqlite/pages.ts'
import { Problem } from '../problem.ts'

/** Throws a Problem that says what is wrong. `named`: what the file is called to whoever reads it. */
export function checkPages(file: string, named = file): void {
  const damage = damageIn(file)
  if (damage !== null) throw new Problem(422, 'database-damaged', `${named} is damaged: ${damage}.`)
}
