/** Every text of the client can be said in every language: none stands in code untranslated, none is missing, none is left over. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { spoken } from '../../client/language/spoken.ts'
import { CODES, TOLD } from './codes.ts'
import { type Call, looseTexts, parse, saidTexts } from './texts.ts'

const ROOT = new URL('../..', import.meta.url).pathname
const LANGUAGES = join(ROOT, 'shared/language')

/** What is written in code and no text: names of things, formats, and what machines read. */
const NO_TEXT: readonly (string | RegExp)[] = [
  'Lotline',
  // Indexes of the device's databases, headers, and what the test label says.
  /^\w*(?:, [&*\w[\]+]+)+$/,
  /^Bearer \{x\}$/,
  /^bytes /,
  /zY-1\/aQ/,
  'Arrow',
  /^yyyy-/,
  /^\(max-width/,
  /\[href\]/,
  'Plain',
  /^font: /,
  // What is recorded, not what is shown: the same in every language.
  ...['Bill of lading', 'Delivery note', 'Invoice', 'Purchase order', 'Work order', 'Batch record', 'Production'],
]
/** Screens of the kit alone, which nobody is given, and what measures or stands in for a scanner. */
const NO_SCREENS =
  /^client\/(?:ui\/gallery\/|language\/|scan\/burst-harness|shell\/demo-codes|office\/export\/opened|.*(?:-cases|\/sample)\.ts$)/

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\.d\.ts$/.test(path) && !NO_SCREENS.test(path))

const client = filesBelow('client').map((file) => {
  const source = readFileSync(join(ROOT, file), 'utf8')
  const program = parse(file, source)
  return { file, said: saidTexts(file, source, program), loose: looseTexts(file, source, program) }
})

const said: ReadonlyMap<string, Call> = new Map(client.flatMap(({ said }) => said).map((call) => [call.text, call]))
const readTexts = (path: string): Record<string, string> => JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
/** The source's forms that only the office says come with the office. */
const OFFICE_FORMS = readTexts('client/office/forms.json')
const catalogue = (file: string): Record<string, string> => ({
  ...readTexts(`shared/language/${file}`),
  ...(file === 'en.json' ? OFFICE_FORMS : {}),
})
const catalogues = readdirSync(LANGUAGES).filter((name) => name.endsWith('.json'))
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

/** `{count}` has a form for each plural of the language. */
const formsOf = (text: string, language: string): string[] =>
  text.includes('{count}')
    ? new Intl.PluralRules(language).resolvedOptions().pluralCategories.map((plural) => `${text}_${plural}`)
    : [text]

describe('texts in code', () => {
  it('go through t', () => {
    const loose = client
      .flatMap((file) => file.loose)
      .filter(({ text }) => !NO_TEXT.some((known) => (typeof known === 'string' ? known === text : known.test(text))))
    expect(loose.map(({ file, line, text }) => `${file}:${line}: ${text}`)).toEqual([])
  })

  it('are found, each kind of them', () => {
    const source = `
      const states = { open: 'Open', closed: 'Not open any more' }
      export const Screen = ({ count, kind }) => (
        <Frame title="Receive" className="wide body" data-x="Not said">
          Take what is {kind === 'late' ? 'late' : 'Early bird'} <b>now</b>
          {count > 1 && \`\${count} lines left\`}
        </Frame>
      )`
    expect(looseTexts('x.tsx', source).map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'Open',
        'Not open any more',
        'Receive',
        'Take what is',
        'late',
        'Early bird',
        'now',
        '{x} lines left',
      ]),
    )
    expect(looseTexts('x.tsx', source)).toHaveLength(8)
    const through = `export const say = (bin) => t('Scan bin {bin}', { bin }) + t(bin === '' ? 'a' : 'b')`
    expect(() => saidTexts('x.ts', through)).toThrow('x.ts:1: t() takes a text')
  })

  it('that only the office says about one of a thing come with the office', () => {
    const elsewhere = new Set(
      client
        .filter(({ file }) => !file.startsWith('client/office/'))
        .flatMap(({ said }) => said.map(({ text }) => text)),
    )
    const isElsewhere = (form: string) => elsewhere.has(form.replace(/_one$/, ''))
    expect(Object.keys(OFFICE_FORMS).filter(isElsewhere)).toEqual([])
    expect(Object.keys(readTexts('shared/language/en.json')).filter((form) => !isElsewhere(form))).toEqual([])
  })

  it('are many, so that the search has not missed them', () => {
    expect(said.size).toBeGreaterThan(2_500)
  })
})

describe.each(catalogues)('%s', (file) => {
  const language = file.slice(0, -'.json'.length)
  const texts = catalogue(file)
  const forms = [...said.keys()].flatMap((text) => formsOf(text, language))
  const codes = CODES.map(spoken)
  /** In the source a text is its own translation, but for one of a thing. */
  const wanted =
    language === 'en' ? forms.filter((form) => /\{count\}.*_one$/.test(form)) : [...forms, ...codes, ...TOLD]

  it('says everything', () => {
    expect(wanted.filter((text) => !texts[text]?.trim())).toEqual([])
  })

  it('holds nothing that nobody says', () => {
    const known = new Set(wanted)
    expect(Object.keys(texts).filter((text) => !known.has(text))).toEqual([])
  })

  it('names the same values', () => {
    const differs = Object.entries(texts).filter(([text, own]) => {
      const [asked, given] = [placeholders(text), placeholders(own)]
      const optional = text.endsWith('_one') ? ['{count}'] : []
      return (
        given.some((name) => !asked.includes(name)) ||
        asked.some((name) => !given.includes(name) && !optional.includes(name))
      )
    })
    expect(differs).toEqual([])
  })

  it('stands in the order of the alphabet, so that two people can add to it', () => {
    const keys = Object.keys(readTexts(`shared/language/${file}`))
    expect(keys).toEqual([...keys].sort())
  })
})
