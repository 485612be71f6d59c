/**
 * What the server and shared/ say, in the device's language. They speak English to everybody, and so do the rows that are
 * kept: a sentence is translated where it is read. Its catalogue is a chunk of its own that the first screen does not need.
 */
import type { Catalogue } from '../../shared/language/catalogue.ts'
import { codeWords } from '../../shared/language/code-words.ts'
import type { Hearing } from '../../shared/language/hearing.ts'
import { catalogue, language, SOURCE } from './language.ts'
import { listed, told } from './t.ts'

/** By language, as `./language.ts` has them. */
const FOLDER = '../../shared/language/server/'
const tables = import.meta.glob<Catalogue>('../../shared/language/server/*.json', { import: 'default' })

/** An answer is not kept back for longer by a catalogue that does not come: it is in English then. */
const LONGEST_WAIT_MS = 2_000

let hearing: Hearing | null = null
let loading: Promise<void> | null = null

export const isHeard = (): boolean => language === SOURCE || hearing !== null

async function load(): Promise<void> {
  const [table, { hearing: create }] = await Promise.all([
    tables[`${FOLDER}${language}.json`]?.(),
    import('../../shared/language/hearing.ts'),
  ])
  const own = (text: string | undefined) => (text === undefined ? undefined : catalogue?.[text])
  if (table) hearing = create(table, { told: own, spoken: (code) => own(codeWords(code)), listed })
}

/** Resolves once sentences can be heard; at once in the source's language, and in any case before long. */
export async function listen(): Promise<void> {
  if (isHeard()) return
  loading ??= load().catch(() => {
    // It is asked for again with the next answer.
    loading = null
  })
  await Promise.race([loading, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))])
}

/** A sentence of the server or of shared/ in the device's language; as it is where it is not known (yet). */
export const heard = (sentence: string): string => hearing?.say(sentence) ?? told(sentence)

/** Fields of answers that hold a sentence of the server, and nothing that anybody typed. */
const SENTENCES = new Set(['detail', 'advice', 'did', 'withheld', 'explanation'])
const LISTS = new Set(['reasons', 'warnings', 'between'])
/** What is sent back or was typed stays as it is, whatever it says. */
const LEFT = new Set(['body', 'payload', 'envelope', 'settings', 'content'])
/** Listings are read out of its sentences (office/platforms/unmapped.ts). */
const READ_BY_CODE = 'listing-not-mapped'

function inOwnWords(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(inOwnWords)
  if (typeof answer !== 'object' || answer === null) return answer
  const isRead = 'code' in answer && answer.code === READ_BY_CODE
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => {
      if (LEFT.has(name) || isRead) return [name, value]
      if (SENTENCES.has(name) && typeof value === 'string') return [name, heard(value)]
      if (LISTS.has(name) && Array.isArray(value))
        return [name, value.map((one) => (typeof one === 'string' ? heard(one) : inOwnWords(one)))]
      return [name, inOwnWords(value)]
    }),
  )
}

/** An answer of the server with its sentences in the device's language. */
export async function heardAnswer<Body>(answer: Body): Promise<Body> {
  if (language === SOURCE) return answer
  await listen()
  return (hearing === null ? answer : inOwnWords(answer)) as Body
}
