import { defineHandler } from './handler.ts'

export const inspect = defineHandler('inspect', {
  permission: 'floor:inspect',
  async resolve() {},
  async post() {},
})
