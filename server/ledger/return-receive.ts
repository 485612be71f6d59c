import { defineHandler } from './handler.ts'

export const returnReceive = defineHandler('returnReceive', {
  permission: 'floor:return',
  async resolve() {},
  async post() {},
})
