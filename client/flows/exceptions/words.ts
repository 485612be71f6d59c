import { t } from '../../language/t.ts'

export function ageText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return minutes < 1 ? t('just now') : t('{minutes} min', { minutes })
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? t('{hours} h', { hours }) : t('{days} days', { days: Math.floor(hours / 24) })
}
