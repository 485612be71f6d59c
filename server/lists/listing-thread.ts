/** A thread that reads the long lists, with a connection of its own. */
import { openReading } from '../db/open.ts'
import { answerWith, databaseOfThread } from '../threads/answering.ts'
import { createLists, type Lists } from './lists.ts'

/** One of the lists, and what it is asked with. */
export type ListingAsk = { [List in keyof Lists]: { list: List; words: Parameters<Lists[List]> } }[keyof Lists]

const reading = openReading(databaseOfThread())
const lists = createLists(reading)

answerWith<ListingAsk>(({ list, words }) => {
  const read = lists[list] as (...words: unknown[]) => Promise<unknown>
  return read(...words)
}, reading.close)
