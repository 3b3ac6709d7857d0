export { CheckRow } from './check-row.tsx';
export { Doctor } from './doctor.tsx';
export { useDoctor } from './use-doctor.ts';
