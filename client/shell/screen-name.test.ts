import { expect, it } from 'vitest'
import { screenName } from './screen-name.ts'

it.each([
  ['/', 'home'],
  ['/pick', 'pick'],
  ['/put-away', 'put-away'],
  ['/office/orders', 'office'],
  ['/%F0%9F%98%80', 'home'],
])('names the screen at %s', (path, name) => expect(screenName(path, true)).toBe(name))

it('says of a device that nobody has signed in on only that', () => expect(screenName('/pick', false)).toBe('sign-in'))
