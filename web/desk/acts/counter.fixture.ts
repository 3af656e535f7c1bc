/** A front desk at a server of its own, whose line can be cut; new for each test. */
import { beforeEach } from "vitest";
import { answering } from "../../shared/api/callables.fixture";
import type {
  ApprovalAsked,
  Asked,
  CheckedIn,
  GetReceipt,
  Movement,
  Receipt,
  RecordPurchase,
  RequestApproval,
  RequestConfirmation,
} from "../../shared/api/contracts.gen";
import { Refused } from "../../shared/api/outcome";
import type { DeskBody } from "./act";
import { Checkout, type Tools } from "./checkout";

export const CODE = "MJSWY3DBFRRWC3DBMJQX";
export const visit = {
  visit_id: "v1",
  clinic_id: "bella",
  patient: {
    patient_id: "ana",
    name: "Ana Ruiz",
    points: 5_000,
    available_points: 5_000,
    wallet_minor: 0,
    available_minor: 0,
    paid_in: [] as CheckedIn["patient"]["paid_in"],
  },
  earning: { remainder: { numerator: 0, denominator: 1 } },
  redemption: { used_points: 0, minor_per_100_points: 100, bill: { named_minor: 0, off_minor: 0, over_minor: 0 } },
  currency: "USD",
} as CheckedIn;
/** A later visit of the same patient, and one of another. */
export const again = { ...visit, visit_id: "v2" };
export const elises = {
  ...visit,
  visit_id: "v3",
  patient: { ...visit.patient, patient_id: "elise", name: "Elise Roy" },
};
export const receipt = { entry_id: "e1", points: 4_500 } as Receipt;
export const used = {
  entry_id: "e2",
  kind: "redemption",
  points: -500,
  points_after: 4_500,
  wallet_minor_after: 0,
  debt_points_after: 0,
  explanation: "500 points used",
  why: { reason: "points", worth_minor: 500, bill_minor: 10_000 },
} as Movement;
export const asked: Asked = {
  confirmation_id: "c",
  points: 500,
  worth_minor: 500,
  wallet_minor: 0,
  answer: "waiting",
  lapses_at: new Date(Date.now() + 300_000).toISOString(),
  second_person: false,
};
export const unsaid = new Refused("confirmation-required", { points: 500 }, "");
export const beyond = new Refused("beyond-bound", { act: "purchase", used: 0, most: 10_000, asked: 45_000 }, "");
export const tenders = [{ kind: "cash" as const, amount_minor: 45_000 }];

/** A server whose line can be cut: it keeps what it was asked, and answers what each test lines up. */
export class Server {
  readonly checkIns: string[] = [];
  visits: (CheckedIn | Error)[] = [];
  readonly purchases: RecordPurchase[] = [];
  readonly lookUps: GetReceipt[] = [];
  readonly acts: (DeskBody & { name: string })[] = [];
  readonly questions: RequestConfirmation[] = [];
  readonly approvals: RequestApproval[] = [];
  /** what becomes of an approval, look after look; a yes in the end */
  statuses: ApprovalAsked["status"][] = [];
  answers: (Receipt | Movement | Error)[] = [];
  found: Receipt | Error = new Refused("receipt-not-found", {}, "");

  async checkIn({ request_id }: { request_id: string }): Promise<CheckedIn> {
    this.checkIns.push(request_id);
    const answer = this.visits.shift() ?? visit;
    if (answer instanceof Error) throw answer;
    return answer;
  }

  async recordPurchase(body: RecordPurchase): Promise<Receipt> {
    this.purchases.push(body);
    return given(this.answers.shift() ?? receipt) as Receipt;
  }

  readonly call = answering({
    check_in: (body) => this.checkIn(body),
    record_purchase: (body) => this.recordPurchase(body),
    get_receipt: (body) => this.getReceipt(body),
    request_confirmation: (body) => this.requestConfirmation(body),
    request_approval: (body) => this.requestApproval(body),
    redeem_points: this.#moving("redeem_points"),
    redeem_reward: this.#moving("redeem_reward"),
    cancel_redemption: this.#moving("cancel_redemption"),
    void_purchase: this.#moving("void_purchase"),
    refund_purchase: this.#moving("refund_purchase"),
  }).call;

  async requestConfirmation(body: RequestConfirmation): Promise<Asked> {
    this.questions.push(body);
    return asked;
  }

  async requestApproval(body: RequestApproval): Promise<ApprovalAsked> {
    this.approvals.push(body);
    const status = this.statuses.shift() ?? "approved";
    return { approval_id: body.request_id, act: body.act, amount_minor: 45_000, status };
  }

  #moving(name: string): (body: DeskBody) => Promise<Movement> {
    return async (body) => {
      this.acts.push({ ...body, name });
      return given(this.answers.shift() ?? used) as Movement;
    };
  }

  async getReceipt(body: GetReceipt): Promise<Receipt> {
    this.lookUps.push(body);
    return given(this.found) as Receipt;
  }
}

function given(answer: Receipt | Movement | Error): Receipt | Movement {
  if (answer instanceof Error) throw answer;
  return answer;
}

export let server: Server;
let now: number;
let isManaging: boolean;
export let sounds: string[];
export let checkout: Checkout;

/** The clock shows so many milliseconds since the start. */
export function clock(milliseconds: number): void {
  now = milliseconds;
}

/** Whoever signs in is a manager. */
export function manage(): void {
  isManaging = true;
  checkout = new Checkout({ clinicId: "bella", locationId: "calabasas" }, tools());
}

function tools(): Tools {
  let ids = 0;
  return {
    callables: server,
    signals: {
      credited: () => sounds.push("credited"),
      refused: () => sounds.push("refused"),
      open: () => sounds.push("open"),
    },
    patience: { attempts: 3, pause: 1, sleep: async () => {} },
    locale: "en-US",
    isManaging,
    now: () => now,
    newId: () => {
      ids += 1;
      return `request-${ids}`;
    },
  };
}

export type Reached = Checkout["stage"]["name"] | "sending" | "confirming" | "approving" | "unknown";

/** Waits until the checkout reaches a stage, or an act at it a state, however shortly it stays there. */
export function reach(name: Reached): Promise<void> {
  const reached = (): Reached => (checkout.stage.name === "acting" ? checkout.stage.pending.name : checkout.stage.name);
  return new Promise((resolve) => {
    const look = (): void => {
      if (reached() === name) resolve();
    };
    checkout.addEventListener("change", look);
    look();
  });
}

/** The sentence of the last act at the visit that is on the screen. */
export function told(): string | null {
  const { stage } = checkout;
  return stage.name === "visit" ? (stage.refused?.cause.code ?? stage.done?.sentence ?? null) : null;
}

export async function arrive(): Promise<void> {
  checkout.scan(CODE);
  await reach("visit");
}

beforeEach(() => {
  [server, now, sounds, isManaging] = [new Server(), 0, [], false];
  checkout = new Checkout({ clinicId: "bella", locationId: "calabasas" }, tools());
});
