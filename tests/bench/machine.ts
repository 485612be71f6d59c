/** What this machine is: figures mean something only beside these. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { cpus, loadavg, platform, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { percentile } from './report.ts'

export interface Machine {
  cpu: string
  cores: number
  memoryGb: number
  node: string
  system: string
  /** Of an appended 4 KiB block, where the databases lie. */
  fdatasyncMs: { p50: number; p99: number }
  /** Average over a minute, before anything was measured: above the number of cores others are at work. */
  load: number
}

const TMPFS = 0x01021994
const WRITES = 300

export function describeMachine(): Machine {
  if (platform() === 'linux' && statfsSync(tmpdir()).type === TMPFS)
    throw new Error(`${tmpdir()} is not on a disk; a sync there costs nothing. Set TMPDIR to a folder on a disk.`)
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    system: `${platform()} ${release()}`,
    fdatasyncMs: measureSync(),
    load: loadavg()[0] ?? 0,
  }
}

function measureSync(): { p50: number; p99: number } {
  const folder = mkdtempSync(join(tmpdir(), 'lotline-bench-'))
  const file = openSync(join(folder, 'sync'), 'w')
  const block = Buffer.alloc(4096, 1)
  const times: number[] = []
  for (let write = 0; write < WRITES; write++) {
    writeSync(file, block)
    const started = performance.now()
    fdatasyncSync(file)
    times.push(performance.now() - started)
  }
  closeSync(file)
  rmSync(folder, { recursive: true })
  return { p50: percentile(times, 50), p99: percentile(times, 99) }
}

export const machineWords = ({ cpu, cores, memoryGb, node, system, fdatasyncMs, load }: Machine): string =>
  [
    `${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}`,
    `fdatasync of an appended block: p50 ${fdatasyncMs.p50.toFixed(2)} ms, p99 ${fdatasyncMs.p99.toFixed(2)} ms`,
    `load before the start: ${load.toFixed(1)}${load > cores / 2 ? '; others are at work here, so compare only within this run' : ''}`,
  ].join('\n')
