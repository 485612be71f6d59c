/** What a message says, in the language of whoever reads it: no page of ours is open that would hear it (decision 0068). */
import type { Catalogue } from '../../shared/language/catalogue.ts'
import { codeWords } from '../../shared/language/code-words.ts'
import { hearing } from '../../shared/language/hearing.ts'

export interface Speaker {
  /** One that this server says, in English; as it is where it is not known. */
  sentence(text: string): string
  /** Words for a code of the contract. */
  code(code: string): string
}

const FOLDER = '../../shared/language'
const words = import.meta.glob<Catalogue>(['../../shared/language/*.json', '!../../shared/language/en.json'], {
  import: 'default',
})
const sentences = import.meta.glob<Catalogue>('../../shared/language/server/*.json', { import: 'default' })

const ENGLISH: Speaker = { sentence: (text) => text, code: codeWords }
/** A catalogue is read once. */
const speakers = new Map<string, Promise<Speaker>>()

/** `language`: a code such as `es`. English for one that there is none of. */
export function speakerOf(language: string): Promise<Speaker> {
  const known = speakers.get(language) ?? speakerIn(language)
  speakers.set(language, known)
  return known
}

async function speakerIn(language: string): Promise<Speaker> {
  const [own, table] = await Promise.all([
    words[`${FOLDER}/${language}.json`]?.(),
    sentences[`${FOLDER}/server/${language}.json`]?.(),
  ])
  if (!own || !table) return ENGLISH
  const told = (text: string): string | undefined => own[text]
  const lists = new Intl.ListFormat(language, { type: 'conjunction' })
  const { say } = hearing(table, {
    told,
    spoken: (code) => told(codeWords(code)),
    listed: (parts) => lists.format(parts),
  })
  return { sentence: say, code: (code) => told(codeWords(code)) ?? codeWords(code) }
}
