import { t } from '../../../language/t.ts'
import { columnsOf } from '../../export/columns.ts'
import { ofRows, type TableFile } from '../../export/table-file.ts'
import type { Device, Key, Person } from './contract.ts'
import { mayText, overBecause, rolesText } from './words.ts'

export const peopleFile = (rows: readonly Person[]): TableFile<Person> => ({
  name: 'people',
  sheet: t('People'),
  rows: ofRows(rows),
  columns: columnsOf(({ text }) => [
    text(t('Name'), ({ name }) => name),
    text(t('Roles'), ({ roles }) => rolesText(roles)),
    text(t('Office e-mail'), ({ email }) => email),
    text(t('State'), ({ disabled }) => (disabled ? t('Disabled') : t('May sign in'))),
  ]),
})

export const devicesFile = (rows: readonly Device[]): TableFile<Device> => ({
  name: 'devices',
  sheet: t('Devices'),
  rows: ofRows(rows),
  columns: columnsOf(({ text, moment }) => [
    text(t('Device'), ({ id }) => id),
    text(t('Warehouse'), ({ warehouse }) => warehouse),
    moment(t('Enrolled'), ({ enrolledAt }) => enrolledAt),
    text(t('State'), ({ revoked }) => (revoked ? t('Revoked') : t('Enrolled'))),
  ]),
})

/** `now`: UTC milliseconds. */
export const keysFile = (rows: readonly Key[], now: number): TableFile<Key> => ({
  name: 'api-keys',
  sheet: t('API keys'),
  rows: ofRows(rows),
  columns: columnsOf(({ text, moment }) => [
    text(t('Name'), ({ name }) => name),
    text(t('May'), (key) => mayText(key)),
    moment(t('Made'), ({ createdAt }) => createdAt),
    moment(t('Last used'), ({ lastUsedAt }) => lastUsedAt),
    moment(t('Until'), ({ expiresAt }) => expiresAt),
    text(t('State'), (key) => overBecause(key, now) ?? t('In use')),
  ]),
})
