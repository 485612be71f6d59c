// The demo with platforms to sell on: simulated ones in this process, the product in another, as it would run anywhere.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const { module } = await runnerImport(fileURLToPath(new URL('./platforms.ts', import.meta.url)), { logLevel: 'error' })
const platforms = await module.startPlatforms()
const lotline = fileURLToPath(new URL('../../../server/cli/lotline.mjs', import.meta.url))
const demo = spawn(process.execPath, [lotline, 'demo', ...process.argv.slice(2)], {
  stdio: 'inherit',
  // They are on this machine, where nobody else's addresses may lead.
  env: { ...process.env, LOTLINE_DEMO_PLATFORMS: platforms.address, LOTLINE_OUTGOING_ALLOW: '127.0.0.0/8, ::1' },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => demo.kill(signal))
demo.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
