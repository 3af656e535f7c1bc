/** Calls that a test answers itself, each by its name; one that it does not answer stays without an answer. */
import type { AnswerOf, BodyOf, Calling, CallName } from "./callables";
import { Unanswered } from "./outcome";

export type Answering = { [Name in CallName]?: (body: BodyOf<Name>) => Promise<AnswerOf<Name>> };

export function answering(answers: Answering): Calling {
  return {
    call: async <Name extends CallName>(name: Name, body: BodyOf<Name>): Promise<AnswerOf<Name>> => {
      const answer: Answering[Name] = answers[name];
      if (!answer) throw new Unanswered(`${name} is not answered here`);
      return answer(body);
    },
  };
}
