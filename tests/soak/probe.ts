/** Looks at the server from outside, as whoever runs it would: the system's figures of its process, and its own metrics. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { loadavg } from 'node:os'
import type { BenchServer } from '../bench/server.ts'

export interface Probed {
  /** Memory that is the process's own: what a leak grows. */
  rssAnonMb: number
  /** Pages of files that it has mapped, the database's above all: the system takes them back as it needs to. */
  rssFileMb: number
  heapMb: number
  externalMb: number
  descriptors: number
  eventLoopP99Ms: number
  streams: number
  databaseMb: number
  walMb: number
  /** Of one core; more where threads of it work too. */
  serverCpu: number
  /** Of the machine, over a minute: above its cores others take what latencies are then made of. */
  load: number
}

const MB = 1024 ** 2
/** Linux counts a process's time in hundredths of a second. */
const TICKS = 100

export function openProbe(server: BenchServer): () => Promise<Probed> {
  let before = { at: performance.now(), cpu: cpuSeconds(server.pid()) }
  return async () => {
    const pid = server.pid()
    const now = { at: performance.now(), cpu: cpuSeconds(pid) }
    const serverCpu = ((now.cpu - before.cpu) * 1_000) / (now.at - before.at)
    before = now
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kilobytes = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN)
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    const metric = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1] ?? Number.NaN)
    return {
      rssAnonMb: kilobytes('RssAnon') / 1024,
      rssFileMb: kilobytes('RssFile') / 1024,
      heapMb: metric('nodejs_heap_size_used_bytes') / MB,
      externalMb: metric('nodejs_external_memory_bytes') / MB,
      descriptors: readdirSync(`/proc/${pid}/fd`).length,
      eventLoopP99Ms: metric('nodejs_eventloop_lag_p99_seconds') * 1_000,
      streams: metric('lotline_event_streams'),
      databaseMb: sizeOf(server.databaseFile) / MB,
      walMb: sizeOf(`${server.databaseFile}-wal`) / MB,
      serverCpu,
      load: loadavg()[0] ?? Number.NaN,
    }
  }
}

function cpuSeconds(pid: number): number {
  // The name in brackets may hold spaces: what follows it is counted from its end.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
