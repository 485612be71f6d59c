// The licences of all that runs with Lotline. `npm run licences`; exit code 1 where one may not be used.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const { module } = await runnerImport(fileURLToPath(new URL('./packages.ts', import.meta.url)), { logLevel: 'error' })
const packages = module.productionPackages()
for (const { name, version, licence } of packages) console.log(`${name} ${version}: ${licence ?? 'says none'}`)
const refused = packages.flatMap((one) => module.whyNot(one) ?? [])
console.log(`\n${packages.length} packages.`)
for (const why of refused) console.error(why)
process.exit(refused.length > 0 ? 1 : 0)
