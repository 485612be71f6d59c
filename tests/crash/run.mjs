// At full size: `node tests/crash/run.mjs --kills 500` kills a server under load, `--io` fails each single write. LOTLINE_SEED picks
// other moments.
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

const { values } = parseArgs({
  options: { kills: { type: 'string' }, io: { type: 'boolean' }, every: { type: 'string' } },
})
const load = async (name) => (await runnerImport(`./tests/crash/${name}.ts`, { logLevel: 'error' })).module
const tell = (line) => console.log(line)
if (values.kills === undefined && !values.io) {
  console.error('usage: node tests/crash/run.mjs [--kills COUNT] [--io [--every N]]')
  process.exit(2)
}
try {
  if (values.kills !== undefined) {
    const { killLoop, tellSummary } = await load('kill-loop')
    const seed = Number(process.env.LOTLINE_SEED ?? 1)
    tell(tellSummary(await killLoop({ seed, kills: Number(values.kills), tell })))
  }
  if (values.io) {
    const { failEach, tellFailures } = await load('io-faults')
    for (const line of tellFailures(await failEach({ every: Number(values.every ?? 1), tell }))) tell(line)
  }
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
process.exit(0)
