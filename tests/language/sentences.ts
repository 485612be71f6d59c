/**
 * The sentences that server/ and shared/ say to people, as templates with named places: `There is no item {sku}.` Each way that
 * one can be said is a template of its own.
 */
import { placeKind } from '../../shared/language/templates.ts'
import { isText, type Module, modules, unwrapped } from './modules.ts'
import { calleeOf, isNode, looksSaid, type Node, standing, walk } from './texts.ts'
import { leftOut, NOTHING_GIVEN, nameOf, waysOf, write } from './ways.ts'

/** Commands, checks of databases, papers and sheets speak to others; a reference is read in the language of the API. */
const NOT_HEARD = new RegExp(
  [
    'server/(?:cli|audit|demo|archive|moving|retention|tls|xlsx|pdf)/',
    'server/backup/(?!lost)',
    'server/db/(?!trouble)',
    'server/http/(?:reference/|trust/|operations/index|client-address)',
    'server/labels/(?:pdf|zpl|text|unit-texts)',
    'server/lots/notices-',
    'server/returns/evidence-',
    'server/traceability/(?:about|cells|columns|document|export|missing|receiving|shipping|transforming)',
    'server/watch/(?!status|trouble)',
    'shared/barcode/ai-table',
  ]
    .map((path) => `^${path}`)
    .join('|'),
)
/** What a function says on the command line, in a file that speaks to others too. */
const ON_THE_COMMAND_LINE = ['troubleSentence']

/** Files with parts of sentences that others put together, and with words that stand beside figures. */
const PHRASED =
  /^server\/(?:availability\/(?:balance|explain|protections|roll-over|set-rules|timeline)|channels\/(?:failures|silence|amazon\/(?!carriers)|drift\/explain|edi\/(?:intake|order-quantity|exchange\/|x12\/(?!segment-table))|rest\/|shopify\/(?!graphql))|costing\/(?!export)|counting\/(?:verdict|cancel)|exceptions\/|import\/|inbox\/|ledger\/|lots\/(?!notices)|orders\/|picking\/|replenishment\/words|returns\/(?!evidence)|transfers\/)|^shared\/(?:barcode\/(?!ai-table)|rules\/replenishment)/

export interface Sentence {
  template: string
  file: string
  line: number
}

const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length

/** As it is said; or a part of it, in files where sentences are put together. */
const SENTENCE = /^(?=.*\p{L}{2}.* ).*[.!?…](?: \{\w+\})*$/su
const PHRASE = /^(?![ ,;(])[^\n]*\p{L}{2}[^\n]*$/u

/** Calls that are handed names: of locks, of things that are not there, of work that is logged. */
const NAMING = /(?:lock|share|notFound|report|add|gid|takeSerials)$/

function isPhrase(module: Module, template: string, above: readonly Node[]): boolean {
  if (!PHRASED.test(module.file) || !PHRASE.test(template) || NAMES.test(template) || !looksSaid(template)) return false
  const [parent] = above.slice(-1)
  return parent?.type !== 'CallExpression' || !NAMING.test(calleeOf(parent.callee))
}

/** A part of a text that is said in full where it stands. */
function isToldInFull(above: readonly Node[]): boolean {
  const at = above.findLastIndex((node) => node.type === 'TemplateLiteral')
  return at >= 0 && !above.slice(at).some((node) => leftOut.has(node))
}

/** What describes a type or an operation stands in the reference alone. */
function isForOthers(file: string, above: readonly Node[]): boolean {
  if (
    above.some((node) => node.type === 'FunctionDeclaration' && ON_THE_COMMAND_LINE.includes(nameOf(node.id as Node)))
  )
    return true
  const property = above.findLast(({ type }) => type === 'Property')
  const name = isNode(property?.key) ? String(property.key.name) : ''
  if (file.startsWith('shared/transactions/')) return name === 'describes'
  return file.startsWith('server/http/operations/') && above.at(-1)?.type === 'Property'
}

/** Names of locks, duties and sources of entries, in files with phrases. */
const NAMES =
  /^(?:(?:day|again|edi(?: \w+)?|change|advice|files of|log of|connector|import|stream|recall|storage|settlement|value|fee-categories|return-freight|shortage-costs) \{|(?:item|location|rule|order|stream) \{\w+\} \{|return-of |order TRANSFER |group \{nth\}|again \{times\}|\{\w+\} (?:\{\w+\} )?cogs|(?:EDI|files) of connector$|costing position$|lot \{sku\}$|Lotline$)/

/** `lines[0].sku: Give text.`: the path of the field is the client's own business. */
const PATH = /^(?:[a-z]\w*|\{\w+\})?(?:\.(?:\w+|\{\w+\})|\[(?:\d+|\{\w+\})\])*: (?=\p{Lu}|\{)/u

/** `{message} Ask the partner.`: what stands in such a place is a sentence of its own. */
const SENTENCE_BEFORE = /^\{\w+\} (?=\p{Lu}\p{Ll})/u

/** `notFound('item')`: the sentence is made where the words are not. */
const saysWhatItIsGiven = (node: Node): boolean =>
  node.type === 'CallExpression' && (node.arguments as Node[]).some((argument) => isText(unwrapped(argument)))

function* sentencesIn(module: Module): Generator<Sentence> {
  for (const [node, above] of walk(module.program)) {
    if (!isText(node) && !saysWhatItIsGiven(node)) continue
    if (standing(node, above) === 'never' || (isText(node) && isToldInFull(above))) continue
    if (isForOthers(module.file, above)) continue
    for (const way of waysOf({ module, given: NOTHING_GIVEN, deep: 0 }, node) ?? []) {
      const template = write(way).replace(PATH, '').replace(SENTENCE_BEFORE, '')
      if (SENTENCE.test(template) || (isText(node) && isPhrase(module, template, above)))
        yield { template, file: module.file, line: lineOf(module.source, node.start) }
    }
  }
}

/** Two that differ by the names of their places are one, where the same may stand in them. */
const shapeOf = (template: string): string => template.replace(/\{(\w+)\}/g, (_, name) => `{${placeKind(name)[0]}}`)

const LETTERS = /\p{L}{2}/u

/** By template, in the order of the alphabet. */
export function sentences(): Sentence[] {
  const heard = [...modules.values()].filter(({ file }) => !NOT_HEARD.test(file))
  // What stays a place is known once every sentence has been looked at.
  for (const module of heard) [...sentencesIn(module)]
  const found = heard.flatMap((module) => [...sentencesIn(module)])
  const byShape = new Map<string, Sentence>()
  for (const one of found.toSorted((a, b) => (a.template < b.template ? -1 : 1))) {
    if (!LETTERS.test(shapeOf(one.template)) || /^\s|\s$/.test(one.template)) continue
    const shape = shapeOf(one.template)
    if (!byShape.has(shape)) byShape.set(shape, one)
  }
  return [...byShape.values()]
}
