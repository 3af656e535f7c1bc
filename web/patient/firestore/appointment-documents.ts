/** A patient's own appointments: asked for and withdrawn by writing, followed while somebody looks at them. */
import {
  collection,
  type DocumentReference,
  type DocumentSnapshot,
  doc,
  type Firestore,
  limit,
  orderBy,
  query,
  serverTimestamp,
  setDoc,
  type Timestamp,
  updateDoc,
  where,
} from "firebase/firestore";
import type { AppointmentDocument } from "../../shared/api/contracts.gen";
import type { Appointment, Wish } from "../appointments/appointments";
import { type Watch, watchList } from "./watching";

/** The newest of a patient's appointments; whoever asks more often sees the last ones. */
const MOST = 20;

export class AppointmentDocuments {
  constructor(
    private readonly store: Firestore,
    private readonly clinicId: string,
    private readonly uid: string,
  ) {}

  /** The patient's newest appointments. */
  newest(): Watch<Appointment[]> {
    const appointments = collection(this.store, "clinics", this.clinicId, "appointments");
    const own = query(appointments, where("patient_id", "==", this.uid), orderBy("asked_at", "desc"), limit(MOST));
    return watchList(own, appointmentOf);
  }

  /** Settled when the server has it; the id is the next of one of the patient's rows. */
  async ask(appointmentId: string, { serviceId, locationId, wishedOn }: Wish): Promise<void> {
    await setDoc(this.#document(appointmentId), {
      patient_id: this.uid,
      service_id: serviceId,
      location_id: locationId,
      wished_on: [...wishedOn],
      asked_at: serverTimestamp(),
      state: "requested",
    });
  }

  async withdraw(appointmentId: string): Promise<void> {
    await updateDoc(this.#document(appointmentId), { state: "withdrawn", withdrawn_at: serverTimestamp() });
  }

  #document(appointmentId: string): DocumentReference {
    return doc(this.store, "clinics", this.clinicId, "appointments", appointmentId);
  }
}

function appointmentOf(snapshot: DocumentSnapshot): Appointment {
  const data = snapshot.data({ serverTimestamps: "estimate" }) as AppointmentDocument<Timestamp>;
  return {
    appointmentId: snapshot.id,
    serviceId: data.service_id,
    locationId: data.location_id,
    wishedOn: data.wished_on,
    askedAt: data.asked_at.toDate(),
    state: data.state,
    visitAt: data.visit_at?.toDate() ?? null,
    reason: data.answers?.at(-1)?.text ?? "",
    sending: snapshot.metadata.hasPendingWrites,
  };
}
