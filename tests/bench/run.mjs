// `npm run bench`: all parts. `npm run bench -- PART …`: some of them. `--json FILE` also writes the figures there;
// `--profiles FOLDER` keeps profiles there, where a part makes some.
import { runnerImport } from 'vite'
import { ensureBuilt } from '../../server/cli/lotline.mjs'

process.env.NODE_ENV = 'production'
await ensureBuilt('server')
await ensureBuilt('app')
const { module } = await runnerImport('./tests/bench/bench.ts', { logLevel: 'error' })
process.exit(await module.bench(process.argv.slice(2)))
