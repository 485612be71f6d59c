// `npm run soak -- --minutes 30 --devices 200 [--json FILE]`: load at half of what the server can take, and whether anything grows.
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { ensureBuilt } from '../../server/cli/lotline.mjs'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    devices: { type: 'string', default: '200' },
    json: { type: 'string' },
  },
})
const minutes = Number(values.minutes)
const devices = Number(values.devices)
if (!(minutes >= 1 && minutes <= 1_440) || !(Number.isInteger(devices) && devices >= 2 && devices <= 1_000)) {
  console.error('usage: npm run soak -- [--minutes 1 to 1440] [--devices 2 to 1000] [--json FILE]')
  process.exit(2)
}
process.env.NODE_ENV = 'production'
await ensureBuilt('server')
const { module } = await runnerImport('./tests/soak/soak.ts', { logLevel: 'error' })
process.exit(await module.soak({ minutes, devices, json: values.json }))
