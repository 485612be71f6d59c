/** A disk that fails as it is told, where there is a compiler for it: see fault.c. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const hasBadDisk = (): boolean => {
  if (process.platform !== 'linux') return false
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

let library: string | undefined

/** The environment in which a process has such a disk. */
export function badDisk(settings: Record<`FAULT_${string}`, string>): NodeJS.ProcessEnv {
  if (library === undefined) {
    library = join(mkdtempSync(join(tmpdir(), 'lotline-fault-')), 'fault.so')
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, resolve('tests/crash/fault.c'), '-ldl'])
  }
  return { LD_PRELOAD: library, ...settings }
}
