// More seeds than the tests run: `npm run simulate -- SEED` one alone, `npm run simulate -- FIRST COUNT` many.
import { runnerImport } from 'vite'

const [first = 1, count = 1] = process.argv.slice(2).map(Number)
const { module } = await runnerImport('./tests/simulation/simulate.ts', { logLevel: 'error' })
const started = performance.now()
let kept = 0
for (let seed = first; seed < first + count; seed++) {
  try {
    kept += (await module.simulate(seed)).kept.size
  } catch (error) {
    console.error(error.message)
    console.error(error.cause?.cause?.stack ?? error.cause?.stack ?? '')
    process.exit(1)
  }
}
const seconds = (performance.now() - started) / 1000
console.log(
  `${count} seeds from ${first}: ${kept} transactions, each recorded exactly once; ${seconds.toFixed(1)} s, ${((seconds / count) * 1000).toFixed(0)} ms a seed`,
)
process.exit(0)
