// Ten million bad inputs over all parsers. `npm run fuzz -- [INPUTS [SEED]]`; exit code 1 where one threw or took too long.
import { runnerImport } from 'vite'

const [all = '10000000', seed = '1'] = process.argv.slice(2)
const { module } = await runnerImport('./tests/fuzz/fuzz.ts', { logLevel: 'error' })
const { module: known } = await runnerImport('./tests/fuzz/parsers.ts', { logLevel: 'error' })
const each = Math.ceil(Number(all) / known.PARSERS.length)
const found = module.fuzz(each, Number(seed), ({ name, inputs, slowest, seconds, fault }) => {
  console.log(
    `${name}: ${inputs.toLocaleString('en')} inputs in ${seconds.toFixed(0)} s, the slowest ${slowest.toFixed(1)} ms`,
  )
  if (fault) console.log('  FAULT', JSON.stringify(fault.input), fault.error)
})
process.exit(found.some(({ fault, slowest }) => fault || slowest > module.TOO_LONG_MS) ? 1 : 0)
