/** The advisory lock of PostgreSQL under which demo and bulk data are made, one process at a time. */
export const SEEDING_LOCK = 7_270_736_901;
