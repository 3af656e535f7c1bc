/** The sounds, which the page brings after its first load: words and colour never wait for them. */
import type { Signals } from "../acts/checkout";

export function soundsOfLater(): Signals {
  const sounds = import("./sounds").then(({ Sounds }) => new Sounds());
  const play = (name: keyof Signals) => (): void => void sounds.then((found) => found[name]()).catch(() => {});
  return { credited: play("credited"), refused: play("refused"), open: play("open") };
}
