/** Every sentence that server/ and shared/ say can be said in every language, and is recognised whatever stands in its places. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeWords } from '../../shared/language/code-words.ts'
import { type Hearing, hearing } from '../../shared/language/hearing.ts'
import { placeKind } from '../../shared/language/templates.ts'
import { EDI_WORDS } from './edi-words.ts'
import { sentences } from './sentences.ts'

const LANGUAGES = new URL('../../shared/language', import.meta.url).pathname
const read = (path: string): Record<string, string> => JSON.parse(readFileSync(join(LANGUAGES, path), 'utf8'))
const found = sentences()
const catalogues = readdirSync(join(LANGUAGES, 'server')).filter((name) => name.endsWith('.json'))
const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
const placesOf = (text: string): string[] => [...new Set(namesIn(text))].sort()
const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
const lengthOf = (template: string): number => template.replace(/\{\w+\}/g, '').length
const hearingOf = (file: string): Hearing => {
  const own = read(file)
  const told = (text: string | undefined) => (text === undefined ? undefined : own[text])
  return hearing(read(`server/${file}`), {
    told,
    spoken: (code) => told(codeWords(code)),
    listed: (parts) => parts.join(', '),
  })
}

describe('sentences of server/ and shared/', () => {
  const templates = new Set(found.map(({ template }) => template))

  it('are found, each kind of them', () => {
    const kinds = {
      'a problem': 'There is no item {sku}. Add it with PUT /items/{sku}.',
      'a refusal': 'There is no location {code} in {warehouse}. Add it, then resubmit.',
      'what is not there': 'There is no connector {id}.',
      'a field': 'The quantity must be at least 1.',
      'an exception':
        'The count of {sku} at {location} differs from the ledger beyond tolerance. Another person is asked to count it again.',
      'what a remedy did': '{quantity} at {location} are to be put back.',
      'what a remedy does': '{units} of order {externalId} ({channel}) are given up; tell the customer.',
      'its button': 'Take {quantity} from {channel}',
      'a failure': 'Amazon did not answer in time.',
      'its advice': 'Give both sides the same signing secret; what waits is sent then.',
      'a gap': 'Nobody has said what {sku} weighs. Give its weightGrams.',
      'a block': '{planned} wait for planned receipts, from {startsOn}.',
      'a fault of EDI':
        'GE02 is empty, GS06 is {control}. Two groups were mixed up: ask the partner to send them again.',
      'a part of one': 'has a code that is not known',
      'a row of an import': 'Item {sku} has no lot {lot}. Import lots first.',
      'a scan': 'The barcode has {length} digits instead of {length2}; scan again.',
    }
    expect(Object.entries(kinds).filter(([, template]) => !templates.has(template))).toEqual([])
  })

  it('are many, so that the search has not missed them', () => {
    expect(found.length).toBeGreaterThan(1_200)
  })
})

describe.each(catalogues)('%s', (file) => {
  const table = read(`server/${file}`)
  const elsewhere = read(file)
  /** One text has one translation: `t` says those without places. */
  const wanted = found.filter(({ template }) => !(template in elsewhere) || template.includes('{'))

  it('says everything', () => {
    const missing = wanted.filter(({ template }) => !table[template]?.trim())
    expect(missing.map(({ template, file, line }) => `${file}:${line}: ${template}`)).toEqual([])
    expect(EDI_WORDS.filter((word) => !table[word]?.trim())).toEqual([])
  })

  it('holds nothing that nobody says, and nothing twice', () => {
    const known = new Set([...wanted.map(({ template }) => template), ...EDI_WORDS])
    expect(Object.keys(table).filter((text) => !known.has(text))).toEqual([])
  })

  it('names the same values', () => {
    const differs = Object.entries(table).filter(([text, own]) => `${placesOf(text)}` !== `${placesOf(own)}`)
    expect(differs).toEqual([])
  })

  it('stands in the order of the alphabet', () => {
    expect(Object.keys(table)).toEqual(Object.keys(table).sort())
  })

  describe('recognises', () => {
    const { recognise } = hearingOf(file)
    const templates = Object.keys(table)

    it('each sentence by codes and numbers', () => {
      const others = templates.flatMap((template) => {
        const values = Object.fromEntries(
          namesIn(template).map((name, i) => [name, placeKind(name) === 'code' ? 'pick' : String(4711 + i)]),
        )
        const heard = recognise(fill(template, values))
        const said = heard && fill(table[heard.template] ?? '', heard.values)
        return said === fill(table[template] ?? '', values) ? [] : [{ template, heard }]
      })
      expect(others).toEqual([])
    })

    it('each sentence whatever stands in its places, or one that says more of the same text', () => {
      const word = fc.constantFrom(
        ...templates.flatMap((template) => template.split(/\{\w+\}/)).filter((part) => part.trim()),
      )
      const awkward = fc.oneof(
        word,
        fc.string({ minLength: 1 }),
        fc.integer().map(String),
        fc.constantFrom(
          'A. B.',
          '"',
          "'",
          '{sku}',
          '$1',
          ' ',
          '. ',
          'Bag of salt',
          'Lot 7 of NUT-1',
          '2026-01-31',
          '1,234',
          '…',
          '(x)',
        ),
        fc.tuple(word, fc.string(), word).map((parts) => parts.join('')),
      )
      fc.assert(
        fc.property(fc.constantFrom(...templates), fc.infiniteStream(awkward), (template, stream) => {
          const values = Object.fromEntries(
            placesOf(template).map((name) => [name, placeKind(name) === 'number' ? '1,234' : stream.next().value]),
          )
          const text = fill(template, values)
          const heard = recognise(text)
          const isPart = !/[.!?…](?: \{\w+\})*$/.test(template) || template.includes('}{')
          // A part of a sentence is recognised only where its numbers are numbers, places side by side without spaces.
          if (heard === null) {
            expect(isPart).toBe(true)
            return
          }
          expect(fill(heard.template, heard.values)).toBe(text)
          if (
            !isPart &&
            heard.template !== template &&
            !Object.values(values).some((value) => /[.!?…:] \p{Lu}/u.test(value))
          )
            expect(lengthOf(heard.template)).toBeGreaterThanOrEqual(lengthOf(template))
        }),
        { numRuns: 20_000 },
      )
    })
  })
})

/** Fields of answers with sentences of the server. */
const SAID = ['detail', 'advice', 'did', 'withheld', 'explanation', 'reasons', 'between', 'warnings']

/** What the reference shows was recorded from a running server. */
function* recorded(value: unknown, field = ''): Generator<string> {
  if (typeof value === 'string' && SAID.includes(field) && value.includes(' ')) yield value
  if (typeof value !== 'object' || value === null) return
  for (const [name, part] of Object.entries(value)) yield* recorded(part, Array.isArray(value) ? field : name)
}

describe('in Spanish', () => {
  const { say } = hearingOf('es.json')

  it('says each sentence in the recorded answers of the server', () => {
    const examples = readFileSync(new URL('../../server/http/reference/examples.json', import.meta.url), 'utf8')
    const said = [...new Set(recorded(JSON.parse(examples)))]
    expect(said.length).toBeGreaterThan(50)
    expect(said.filter((sentence) => say(sentence) === sentence)).toEqual([])
  })

  it('says a refusal with its values', () => {
    expect(say('There is no item NUT-1. Add it with PUT /items/NUT-1.')).toBe(
      'No existe el artículo NUT-1. Agréguelo con PUT /items/NUT-1.',
    )
  })

  it('leaves the path of a field, and what people wrote', () => {
    expect(say('lines[0].quantity: The quantity must be at least 1.')).toBe(
      'lines[0].quantity: La cantidad debe ser al menos 1.',
    )
    expect(say('We looked. It was there.')).toBe('We looked. It was there.')
  })

  it('says sentences one after the other, and those that it knows beside one that it does not', () => {
    expect(say('It was undone. It was looked at.')).toBe('Se deshizo. Se revisó.')
    expect(say('Ana was here. It was undone.')).toBe('Ana was here. Se deshizo.')
  })

  it('says sentences, words and codes in places', () => {
    expect(say('A pick from device H1 could not be posted: There is no warehouse MAIN.')).toBe(
      'Una transacción (recoger) del dispositivo H1 no se pudo asentar: No existe el almacén MAIN.',
    )
    expect(say('Order 17 is shipped; there is nothing to release.')).toContain('El pedido 17 está enviado')
    expect(say('At risk: 3 of order 17 (AMZ), 2 of order 18 (WEB).')).toBe(
      'En riesgo: 3 del pedido 17 (AMZ), 2 del pedido 18 (WEB).',
    )
  })

  it('takes a name for a name, whatever words are in it', () => {
    expect(say('There is no lot Expired of Damaged.')).toBe('No existe el lote Expired de Damaged.')
    expect(say('Bag of salt (B-1) is sold there, and no item here is mapped to it.')).toBe(
      'Bag of salt (B-1) se vende allí, y ningún artículo de aquí está vinculado a esa publicación.',
    )
  })
})
