import { describe, expect, it } from 'vitest'
import { TROUBLE_WORDS, troubleOf, troubleSentence } from './trouble.ts'

const coded = (code: string) => Object.assign(new Error('as the driver says'), { code })

describe('what a database suffers from', () => {
  it.each([
    ['SQLITE_FULL', 'disk-full'],
    ['ENOSPC', 'disk-full'],
    ['53100', 'disk-full'],
    ['SQLITE_READONLY_DIRECTORY', 'database-read-only'],
    ['25006', 'database-read-only'],
    ['SQLITE_CORRUPT_INDEX', 'database-damaged'],
    ['SQLITE_NOTADB', 'database-damaged'],
    ['XX002', 'database-damaged'],
    ['SQLITE_IOERR_FSYNC', 'database-fault'],
    ['SQLITE_CANTOPEN', 'database-fault'],
    ['57P01', 'database-unreachable'],
    ['ECONNREFUSED', 'database-unreachable'],
    ['COMMIT_UNKNOWN', 'commit-unknown'],
    ['SQLITE_BUSY', undefined],
    ['SQLITE_CONSTRAINT_UNIQUE', undefined],
    ['40001', undefined],
  ])('%s is %s, also where another error wraps it', (code, trouble) => {
    expect(troubleOf(coded(code))).toBe(trouble)
    expect(troubleOf(new Error('of the query builder', { cause: coded(code) }))).toBe(trouble)
  })

  it('is said in sentences; a command names the file', () => {
    for (const words of Object.values(TROUBLE_WORDS)) expect(words).toMatch(/^[A-Z].*\.$/)
    for (const code of ['SQLITE_FULL', 'EROFS', 'SQLITE_CORRUPT', 'SQLITE_IOERR', 'EACCES', 'SQLITE_CANTOPEN'])
      expect(troubleSentence(coded(code), '/data/lotline.db')).toMatch(/\/data\/lotline\.db .*\.$/)
    expect(troubleSentence(new Error('of our own'), '/data/lotline.db')).toBeUndefined()
  })
})
