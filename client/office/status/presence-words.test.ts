import { describe, expect, it } from 'vitest'
import { batteryState, isOld, whoText, workText } from './presence-words.ts'

const NOW = '2026-03-02T10:00:00.000Z'
const MARIA = { id: 'u1', name: 'Maria Lopez' }
const present = {
  user: MARIA,
  screen: 'pick',
  leased: { pickLists: 0, counts: 0 },
  contactAt: '2026-03-02T09:59:30.000Z',
}

describe('who is where', () => {
  it('is the person, what the device shows and what is with it', () => {
    expect([whoText(present), workText(present, NOW)]).toEqual(['Maria Lopez', 'Pick'])
    expect(workText({ ...present, leased: { pickLists: 1, counts: 3 } }, NOW)).toBe('Pick · 1 pick list · 3 counts')
    expect(workText({ ...present, screen: 'a-new-one' }, NOW)).toBe('a-new-one')
  })

  it('does not say of a device that was long not heard what it showed then, but what is still with it', () => {
    const away = { ...present, contactAt: '2026-03-02T08:00:00.000Z', leased: { pickLists: 2, counts: 0 } }
    expect(workText(away, NOW)).toBe('2 pick lists')
    expect(workText({ ...present, contactAt: null }, NOW)).toBe('')
  })

  it('is nobody where nobody is signed in, and not known where only the device says that somebody is', () => {
    expect(whoText({ ...present, user: null, screen: 'sign-in' })).toBe('Nobody')
    expect(whoText({ ...present, user: null, screen: null })).toBe('Nobody')
    expect(whoText({ ...present, user: null })).toBe('Not known')
    expect(workText({ ...present, user: null, screen: 'sign-in' }, NOW)).toBe('')
  })
})

it.each([
  [{ percent: 21, charging: false }, 'good'],
  [{ percent: 20, charging: false }, 'low'],
  [{ percent: 3, charging: true }, 'charging'],
] as const)('a battery of %j is %s', (battery, state) => expect(batteryState(battery)).toBe(state))

it.each([
  ['0.9.9', '0.10.0', true],
  ['0.10.0', '0.10.0', false],
  ['1.0', '0.10.0', false],
  ['0.10', '0.10.1', true],
  ['0.10.1-beta', '0.10.1', false],
  [null, '0.10.0', false],
  ['0.1.0', null, false],
])('an app of %s beside a server of %s is old: %s', (app, server, old) => expect(isOld(app, server)).toBe(old))
