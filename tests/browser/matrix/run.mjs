// `npm run matrix [-- --languages en,es --widths 320,360,768,1440 --themes light,dark,contrast --stops pick --shots FOLDER]`
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { ensureBuilt } from '../../../server/cli/lotline.mjs'

const { values } = parseArgs({
  options: {
    languages: { type: 'string', default: 'en,es' },
    widths: { type: 'string', default: '320,360,768,1440' },
    themes: { type: 'string', default: 'light,dark,contrast' },
    stops: { type: 'string', default: '' },
    shots: { type: 'string' },
  },
})
const list = (text) => text.split(',').filter(Boolean)
await ensureBuilt('server')
await ensureBuilt('app')
const load = async (file) => (await runnerImport(file, { logLevel: 'error' })).module
const { startPlatforms } = await load('./tests/platforms/demo/platforms.ts')
const { walkMatrix } = await load('./tests/browser/matrix/matrix.ts')
const { looks, found } = await walkMatrix({
  platforms: (await startPlatforms()).address,
  languages: list(values.languages),
  widths: list(values.widths).map(Number),
  themes: list(values.themes),
  stops: list(values.stops),
  shots: values.shots ?? null,
  say: console.log,
})
for (const { where, rule, what } of found) console.log(`${where}: ${rule}: ${what}`)
console.log(`${looks} looks, ${found.length} findings`)
process.exit(found.length === 0 ? 0 : 1)
