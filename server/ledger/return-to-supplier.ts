import { defineHandler } from './handler.ts'

export const returnToSupplier = defineHandler('returnToSupplier', {
  permission: 'floor:return',
  async resolve() {},
  async post() {},
})
