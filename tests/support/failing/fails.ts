import { expect, it } from 'vitest'

it('fails', () => expect('this suite').toBe('green'))
