/** The source of a lot code as the rows name it: by one of its references, or described as a location. */
import { type Cell, Gap } from './cells.ts'
import { addReference, businessName, describe, hasReference, type Party } from './parties.ts'

export interface SourceCells {
  gln: Cell
  ffrn: Cell
  url: Cell
  ggn: Cell
  /** Who it is: null where nobody has said. */
  name: string | null
  /** What is to be done so that it can be found; undefined: it can be. */
  todo: string | undefined
}

/** `unknown`: what to do where nobody has said who it is. */
export function sourceCells(source: Party | undefined, unknown: string): SourceCells {
  if (!source) return { gln: new Gap(unknown), ffrn: null, url: null, ggn: null, name: null, todo: unknown }
  const { gln, ffrn, url, ggn } = source
  const { lacks } = describe(source)
  const todo = hasReference(source) || lacks.length === 0 ? undefined : addReference(source, lacks)
  return { gln: todo === undefined ? gln : new Gap(todo), ffrn, url, ggn, name: businessName(source), todo }
}
