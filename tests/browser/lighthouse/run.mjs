// `npm run lighthouse`
import { runnerImport } from 'vite'
import { ensureBuilt } from '../../../server/cli/lotline.mjs'

await ensureBuilt('server')
await ensureBuilt('app')
const { module } = await runnerImport('./tests/browser/lighthouse/lighthouse.ts', { logLevel: 'error' })
const { pages, notInstallable, good } = await module.measureLighthouse(console.log)
for (const { page, scores, faults } of pages) {
  console.log(
    `${page}: ${Object.entries(scores)
      .map(([name, score]) => `${name} ${score}`)
      .join(', ')}`,
  )
  for (const fault of faults) console.log(`  ${fault}`)
}
console.log(notInstallable.length === 0 ? 'Chromium installs it.' : `Not installable: ${notInstallable.join(', ')}`)
process.exit(good ? 0 : 1)
