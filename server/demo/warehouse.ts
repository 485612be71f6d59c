/** Which warehouse the sample is, and where it stands. */
export const DEMO_WAREHOUSE = 'MAIN'
export const DEMO_TIME_ZONE = 'America/Chicago'
