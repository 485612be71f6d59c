// `npm run screens [-- NAME …]`
import { runnerImport } from 'vite'
import { ensureBuilt } from '../../../server/cli/lotline.mjs'

await ensureBuilt('server')
await ensureBuilt('app')
const { module } = await runnerImport('./tests/browser/screens/screens.ts', { logLevel: 'error' })
process.exit((await module.takeScreens(process.argv.slice(2), console.log)) === 0 ? 0 : 1)
