/** Three sounds that cannot be mistaken: two rising notes for a credit, three low ones for a refusal, one where nothing changes. */
import type { Signals } from "../acts/checkout";

interface Note {
  /** hertz */
  pitch: number;
  /** seconds from now */
  at: number;
}

const CREDITED: readonly Note[] = [
  { pitch: 784, at: 0 },
  { pitch: 1175, at: 0.11 },
];
const REFUSED: readonly Note[] = [
  { pitch: 233, at: 0 },
  { pitch: 233, at: 0.16 },
  { pitch: 233, at: 0.32 },
];
const OPEN: readonly Note[] = [{ pitch: 523, at: 0 }];
const LENGTH = 0.14;

export class Sounds implements Signals {
  #context: AudioContext | null = null;

  credited(): void {
    this.#play(CREDITED);
    navigator.vibrate?.(60);
  }

  refused(): void {
    this.#play(REFUSED);
    navigator.vibrate?.([80, 60, 80, 60, 80]);
  }

  open(): void {
    this.#play(OPEN);
    navigator.vibrate?.(30);
  }

  /** A device without sound is no reason to fail: words and colour say the same. */
  #play(notes: readonly Note[]): void {
    try {
      this.#context ??= new AudioContext();
      const context = this.#context;
      void context.resume().catch(() => {});
      for (const note of notes) ring(context, note);
    } catch {
      this.#context = null;
    }
  }
}

function ring(context: AudioContext, { pitch, at }: Note): void {
  const start = context.currentTime + at;
  const oscillator = new OscillatorNode(context, { type: "triangle", frequency: pitch });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.linearRampToValueAtTime(0.22, start + 0.012);
  gain.gain.exponentialRampToValueAtTime(0.001, start + LENGTH);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + LENGTH);
}
