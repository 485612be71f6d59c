// At full size: `npm run processes -- --kills 200` kills one of three processes again and again, `--restarts 50` starts their
// PostgreSQL again under them. LOTLINE_SEED picks other moments.
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

const { values } = parseArgs({ options: { kills: { type: 'string' }, restarts: { type: 'string' } } })
if (values.kills === undefined && values.restarts === undefined) {
  console.error('usage: npm run processes -- [--kills COUNT] [--restarts COUNT]')
  process.exit(2)
}
const load = async (file) => (await runnerImport(file, { logLevel: 'error' })).module
const { fleetLoop, tellFleet } = await load('./tests/processes/fleet-loop.ts')
const { startPostgres } = await load('./tests/support/embedded-postgres.ts')
// As it is delivered: what it says is on the disk is.
const postgres = await startPostgres([])
const seed = Number(process.env.LOTLINE_SEED ?? 1)
const common = { seed, postgres: postgres.url, tell: (line) => console.log(line) }
let code = 0
try {
  if (values.kills !== undefined)
    console.log(tellFleet(await fleetLoop({ ...common, times: Number(values.kills), goes: { what: 'a process' } })))
  if (values.restarts !== undefined)
    console.log(
      tellFleet(
        await fleetLoop({
          ...common,
          times: Number(values.restarts),
          goes: { what: 'the database', restart: postgres.restart },
        }),
      ),
    )
} catch (error) {
  console.error(error.message)
  code = 1
} finally {
  await postgres.stop()
}
process.exit(code)
