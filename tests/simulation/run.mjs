// The simulator by itself:
//   npm run simulate -- SEED                        one seed
//   npm run simulate -- --seeds 10000 [--from 1]    many, on all cores, with a summary
//   npm run simulate -- --shrink SEED               the shortest story of that seed that still fails
//   npm run simulate -- --mutations [NAME …]        deliberate bugs, and the seed that finds each
// One of 50 seeds runs on PostgreSQL; --sqlite leaves that out.
import { runnerImport } from 'vite'
import { mutating } from './mutations/mutate.mjs'

const words = process.argv.slice(2)
const load = async (file, plugins = []) =>
  (await runnerImport(`./tests/simulation/${file}`, { logLevel: 'error', plugins })).module

const named = words[words.indexOf('--mutant') + 1]
const mutant = words.includes('--mutant')
  ? (await load('mutations/list.ts')).MUTATIONS.find(({ name }) => name === named)
  : undefined
process.exit(await (await load('run.ts', mutant ? [mutating(mutant)] : [])).run(words))
