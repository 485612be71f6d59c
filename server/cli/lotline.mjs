#!/usr/bin/env node
// Starts the command line from its build, building first where sources are newer. Plain JavaScript: nothing is built yet.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const parts = {
  server: { config: 'server/vite.config.ts', sources: ['server', 'shared', 'package-lock.json'] },
  app: {
    config: 'vite.config.ts',
    sources: ['client', 'shared', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'],
  },
}

/** The newest change below a path, in milliseconds; 0 where it does not exist (an installed copy has no sources). */
function newest(path) {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(
    0,
    ...readdirSync(path)
      .filter((name) => name !== 'node_modules')
      .map((name) => newest(join(path, name))),
  )
}

export async function ensureBuilt(part) {
  const { config, sources } = parts[part]
  const stampFile = join(root, 'dist', `${part}.stamp`)
  if (!existsSync(join(root, config))) return
  const stamp = String(Math.max(...sources.map((source) => newest(join(root, source)))))
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const { build } = await import('vite')
  process.stderr.write(`Building the ${part} …\n`)
  // Whoever calls may be a test runner with another NODE_ENV: what is built is always the product.
  process.env.NODE_ENV = 'production'
  await build({ root, mode: 'production', configFile: join(root, config), logLevel: 'warn' })
  writeFileSync(stampFile, stamp)
}

const isMain =
  (process.argv[1] !== undefined && resolve(process.argv[1]).endsWith('lotline.mjs')) ||
  process.argv[1]?.endsWith('/lotline')
if (isMain) {
  await ensureBuilt('server')
  if (['serve', 'demo'].includes(process.argv[2])) await ensureBuilt('app')
  const { main } = await import(join(root, 'dist/server/main.js'))
  process.exitCode = await main(process.argv.slice(2), root)
}
