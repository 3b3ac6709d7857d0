import type { DoctorFix } from '../../shared/model/doctor-names.ts';
import type { DoctorFacts } from '../domain/doctor/doctor-facts.ts';

export interface DoctorProbe {
  /** Looks anew. Takes up to some seconds; never rejects. */
  look(): Promise<DoctorFacts>;
  /** Opens the system's place that mends it. False where there is none here. */
  openFix(fix: DoctorFix): Promise<boolean>;
}
