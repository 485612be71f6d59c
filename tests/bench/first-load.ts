/** What the floor loads before anything lazy, and whether what is lazy can be had without a network. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Figure } from './report.ts'

const PART = "Floor's first load"
const APP = new URL('../../dist/app', import.meta.url).pathname

export function measureFirstLoad(): Figure[] {
  const html = readFileSync(join(APP, 'index.html'), 'utf8')
  const scripts = staticGraph(scriptsOf(html))
  const styles = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)].map(([, href]) => href ?? '')
  assertDecoderIsLazy(scripts)
  assertDecoderIsPrecached()
  const figure = (what: string, value: number, unit: string, more: Partial<Figure> = {}): Figure => ({
    part: PART,
    what,
    value,
    unit,
    ...more,
  })
  return [
    figure('JavaScript, gzip', kilobytes(scripts), 'kB', {
      target: { max: 170 },
      beside: `${scripts.length} files; react + react-dom 69, dexie 33`,
    }),
    figure('styles, gzip', kilobytes(styles), 'kB'),
    figure('camera decoder lazy, and precached', 1, '', { target: { min: 1 } }),
  ]
}

const scriptsOf = (html: string): string[] => [
  ...[...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src]) => src ?? ''),
  ...[...html.matchAll(/<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g)].map(([, href]) => href ?? ''),
]

/** The scripts and everything that they import before they run; `import(…)` is not followed. */
function staticGraph(entries: readonly string[]): string[] {
  const seen = new Set<string>()
  const waiting = [...entries]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const text = readFileSync(join(APP, path), 'utf8')
    for (const [, imported] of text.matchAll(/(?:^|[;}\s])(?:import|export)[^'"`();]*?["'](\.{1,2}\/[^"']+\.js)["']/g))
      waiting.push(join(dirname(path), imported ?? ''))
  }
  if (seen.size === 0) throw new Error('index.html loads no script; it is read wrongly.')
  return [...seen]
}

/** 1 kB is 1,000 bytes. */
const kilobytes = (paths: readonly string[]): number =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(APP, path)), { level: 9 }).length, 0) / 1000

function assertDecoderIsLazy(scripts: readonly string[]): void {
  const eager = scripts.find((path) => /zxing|decoder|frame-worker/i.test(path))
  if (eager) throw new Error(`${eager} is loaded at once; the camera's decoder must wait until it is wanted.`)
  for (const path of scripts)
    if (/\bMultiFormatReader\b|NotFoundException/.test(readFileSync(join(APP, path), 'utf8')))
      throw new Error(`${path} holds a barcode decoder; it must be in a chunk of its own.`)
}

function assertDecoderIsPrecached(): void {
  const worker = readFileSync(join(APP, 'sw.js'), 'utf8')
  const kept = [...worker.matchAll(/url:\s*"([^"]+)"/g)].map(([, url]) => url ?? '')
  for (const part of [/zxing_reader.*\.wasm$/, /frame-worker.*\.js$/, /camera-view.*\.js$/]) {
    const url = kept.find((known) => part.test(known))
    if (!url || !existsSync(join(APP, url))) throw new Error(`The service worker keeps no ${part}: no camera offline.`)
  }
}
