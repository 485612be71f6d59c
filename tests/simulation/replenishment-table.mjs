// The tables of docs/replenishment.md: `node tests/simulation/replenishment-table.mjs [ITEMS] [SEED] [DAYS] [OTHER DAYS]`.
import { runnerImport } from 'vite'

const [items = 200, seed = 4711, days = 1460, otherDays = 3650] = process.argv.slice(2).map(Number)
const load = async (path) => (await runnerImport(`./tests/simulation/${path}.ts`, { logLevel: 'error' })).module
const { itemsOf, PATTERNS } = await load('replenished-items')
const { errorOf, gotBy, LEVELS, meanOf, measure, PROMISES } = await load('replenishment')

const percent = (all) =>
  Number.isNaN(meanOf(all)) ? 'not measured' : `${(100 * meanOf(all)).toFixed(1)} ± ${(100 * errorOf(all)).toFixed(1)}`
const row = (cells) => console.log(`| ${cells.join(' | ')} |`)
const heading = (cells, left) => {
  row(cells)
  row(cells.map((_, nth) => (nth < left ? '---' : '--:')))
}

const all = itemsOf({ items, days, otherDays }, seed)
const measured = PROMISES.map((promise) => ({ promise, result: measure(all, promise) }))
console.log(
  `${items} items, ${days} days, ${meanOf(measured.map(({ result }) => result.cycles)).toFixed(0)} cycles each, seed ${seed}\n`,
)

heading(['promised', ...PATTERNS, 'stock, of hindsight', 'stock, of knowledge'], 1)
for (const { promise, result } of measured.filter(({ promise }) => promise.name !== 'mixed')) {
  const level = promise.levels(0)[0]
  const got = PATTERNS.map((_, channel) => percent(gotBy(result.achieved, result, channel, level)))
  row([`${promise.kind} ${promise.name}`, ...got, percent(result.ofHindsight), percent(result.ofKnowledge)])
}

console.log('')
heading(['promised, each channel something else', ...PATTERNS, 'stock, of hindsight', 'stock, of knowledge'], 1)
for (const { promise, result } of measured.filter(({ promise }) => promise.name === 'mixed'))
  for (const level of LEVELS) {
    const got = PATTERNS.map((_, channel) => percent(gotBy(result.achieved, result, channel, level)))
    const stock = level === LEVELS[0] ? [percent(result.ofHindsight), percent(result.ofKnowledge)] : ['', '']
    row([`${promise.kind} ${level * 100} %`, ...got, ...stock])
  }

console.log('')
heading(['the same, protections filled up only when goods come', ...PATTERNS], 1)
for (const { promise, result } of measured.filter(({ promise }) => promise.name === 'mixed'))
  for (const level of LEVELS) {
    const got = PATTERNS.map((_, channel) => percent(gotBy(result.withReceipts, result, channel, level)))
    row([`${promise.kind} ${level * 100} %`, ...got])
  }
process.exit(0)
