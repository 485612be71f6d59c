/** Reads of reports: from a replica where one is given, and from the database itself where that does not answer. */
import { isDatabaseError } from './errors.ts'
import type { Reading, Work } from './work.ts'

/** The same work, whose reads may be a moment behind its writes. */
export const withReplica = (work: Work, replica: Reading): Work => ({
  ...work,
  async read(query) {
    try {
      return await replica.read(query)
    } catch (error) {
      if (!isDatabaseError(error)) throw error
      return work.read(query)
    }
  },
})
