/** Where profiles are kept: in the folder that `--profiles` names, else in one that is told at the end. Never in the tree. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

let folder: string | null = null
let isAsked = false

export function keepProfilesIn(named: string): void {
  folder = resolve(named)
  isAsked = true
  mkdirSync(folder, { recursive: true })
}

export const areProfilesAsked = (): boolean => isAsked

export function profilesFolder(): string {
  folder ??= mkdtempSync(join(tmpdir(), 'lotline-profiles-'))
  return folder
}
