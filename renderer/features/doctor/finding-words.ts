import type { DoctorCheck } from '../../../shared/model/doctor.ts';
import { doctorSentence, type DoctorSentence } from '../../../shared/strings/doctor-sentence.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';

/** Puts findings into words. A report knows connections by number only; here their names are known, too. */
export function useFindingWords(): (check: DoctorCheck) => DoctorSentence {
  const connections = useApp((view) => view.connections);
  return (check) => {
    const name = connections[Number(check.facts['number']) - 1]?.name;
    return doctorSentence(words.doctorFindings, check, name === undefined ? {} : { connection: name });
  };
}
