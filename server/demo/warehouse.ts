/** Which warehouse the sample is, and where it stands. */
export const DEMO_WAREHOUSE = 'MAIN'
export const DEMO_TIME_ZONE = 'America/Chicago'
export const WAREHOUSE_ADDRESS = {
  name: 'Hearth & Grain',
  phone: '+1 555 0100',
  street: '900 Mill Road',
  city: 'Dubuque',
  state: 'IA',
  zip: '52001',
  country: 'US',
} as const
