// The table of docs/scarce-stock.md: `node tests/simulation/scarce-table.mjs [PERIODS] [SEED]`.
import { runnerImport } from 'vite'

const [periods = 300, seed = 7] = process.argv.slice(2).map(Number)
const { module } = await runnerImport('./tests/simulation/scarce-stock.ts', { logLevel: 'error' })
const money = (amount) => (amount / 100).toFixed(0)

console.log('| market | stock, of demand | first come | by demand | as proposed | more than the better of both |')
console.log('| --- | --: | --: | --: | --: | --: |')
for (const market of module.MARKETS)
  for (const scarcity of module.SCARCITIES) {
    const { firstCome, proportional, proposed, errors } = module.compare(market, scarcity, periods, seed)
    const isFirst = firstCome >= proportional
    const more = proposed - Math.max(firstCome, proportional)
    const error = isFirst ? errors.firstCome : errors.proportional
    const cells = [market.name, `${scarcity * 100} %`, money(firstCome), money(proportional), money(proposed)]
    console.log(`| ${cells.join(' | ')} | ${money(more)} ± ${(error / 100).toFixed(1)} |`)
  }
process.exit(0)
