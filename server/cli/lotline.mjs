#!/usr/bin/env node
// Starts the command line from its build, building first where sources are newer. Plain JavaScript: nothing is built yet.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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
  if (!existsSync(join(root, config))) return
  const stamp = String(Math.max(...sources.map((source) => newest(join(root, source)))))
  if (isBuilt(part, stamp)) return
  const free = await onlyBuilder(part)
  try {
    // Whoever was before us may have built it.
    if (!isBuilt(part, stamp)) await build(part, stamp)
  } finally {
    free()
  }
}

const stampOf = (part) => join(root, 'dist', `${part}.stamp`)
const isBuilt = (part, stamp) => existsSync(stampOf(part)) && readFileSync(stampOf(part), 'utf8') === stamp

async function build(part, stamp) {
  const vite = await import('vite')
  process.stderr.write(`Building the ${part} …\n`)
  // Whoever calls may be a test runner with another NODE_ENV: what is built is always the product.
  process.env.NODE_ENV = 'production'
  await vite.build({ root, mode: 'production', configFile: join(root, parts[part].config), logLevel: 'warn' })
  writeFileSync(stampOf(part), stamp)
}

/** Waits until nobody else builds this part: two would empty each other's folder. Returns how to let the next one in. */
async function onlyBuilder(part) {
  const lock = join(root, 'dist', `${part}.building`)
  mkdirSync(dirname(lock), { recursive: true })
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!isAlive(lock)) rmSync(lock, { force: true })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/** Whether the process that the lock names still runs; one that is being written names none yet. */
function isAlive(lock) {
  try {
    const builder = readFileSync(lock, 'utf8')
    return builder === '' || process.kill(Number(builder), 0)
  } catch {
    return false
  }
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
