/** What segments, their elements and codes of EDI are called: the office shows them beside the text of a document. */
import { CODES, SEGMENTS } from '../../server/channels/edi/segment-words.ts'

const LETTERS = /\p{Ll}{2}/u

export const EDI_WORDS: readonly string[] = [
  ...new Set([
    ...Object.values(SEGMENTS).flatMap(({ name, elements }) => [name, ...elements]),
    ...Object.values(CODES).flatMap((words) => Object.values(words)),
  ]),
].filter((word) => LETTERS.test(word))
