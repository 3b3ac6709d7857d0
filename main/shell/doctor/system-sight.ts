import type { DoctorFacts } from '../../domain/doctor/doctor-facts.ts';

/** What the system's own settings let be seen of a notification. */
export type SystemSight = Pick<DoctorFacts, 'notificationPermission' | 'lockScreen'>;

export const SIGHT_UNKNOWN: SystemSight = { notificationPermission: 'unknown', lockScreen: 'unknown' };
