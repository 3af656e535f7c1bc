/**
 * The patient's phone of the demo: Firebase's own SDK, signed in, listening to its own account and the program, showing codes.
 *
 * Its first line of input says who and where; each further line asks for a code. Its lines of output are events, each
 * with the instant (`at`, milliseconds since 1970) at which it happened. It ends when its input does.
 */
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { initializeApp } from "firebase/app";
import { connectAuthEmulator, getAuth, signInWithEmailAndPassword } from "firebase/auth";
import { connectFirestoreEmulator, doc, getFirestore, onSnapshot } from "firebase/firestore";
import { connectFunctionsEmulator, getFunctions, httpsCallable } from "firebase/functions";

const LONGEST_CALL = 60_000;

function tell(event, details = {}, at = Date.now()) {
  process.stdout.write(`${JSON.stringify({ event, at, ...details })}\n`);
}

function fail(error) {
  tell("failed", { problem: error.message });
  process.exit(1);
}

function split(host) {
  const [name, port] = host.split(":");
  return [name, Number(port)];
}

async function start({ project, region, hosts, email, password, clinic_id }) {
  const app = initializeApp({ projectId: project, apiKey: "demo" });
  const auth = getAuth(app);
  const firestore = getFirestore(app);
  const functions = getFunctions(app, region);
  connectAuthEmulator(auth, `http://${hosts.auth}`, { disableWarnings: true });
  connectFirestoreEmulator(firestore, ...split(hosts.firestore));
  connectFunctionsEmulator(functions, ...split(hosts.functions));
  const { user } = await signInWithEmailAndPassword(auth, email, password);
  listen(doc(firestore, `clinics/${clinic_id}/patients/${user.uid}`));
  follow(doc(firestore, `clinics/${clinic_id}/rules/earning`));
  const issueCode = httpsCallable(functions, "counter/issue_code", { timeout: LONGEST_CALL });
  return (asked) => showCode(issueCode, { clinic_id, ...asked });
}

/** The balance on the screen: every change of the one document that holds it. */
function listen(account) {
  onSnapshot(
    account,
    (snapshot) => tell("balance", { points: snapshot.get("points"), revision: snapshot.get("revision") }),
    fail,
  );
}

/** What a purchase earns: every version that is published. */
function follow(earning) {
  onSnapshot(
    earning,
    (snapshot) => tell("program", { version: snapshot.get("version"), rate_bp: snapshot.get("rate_bp") }),
    fail,
  );
}

/** Asks for a code, and leaves its picture where a scanner will look. */
async function showCode(issueCode, { picture, ...body }) {
  const asked_at = Date.now();
  const { data: code } = await issueCode({ ...body, image: "png" });
  const at = Date.now();
  await writeFile(picture, Buffer.from(code.image.data, code.image.encoding));
  tell("code", { asked_at, text: code.text, lifetime_seconds: code.lifetime_seconds }, at);
}

/** Does what its input says, line by line, until that ends. */
async function obey(lines) {
  let show;
  for await (const line of lines) {
    const said = JSON.parse(line);
    if (show) await show(said);
    else show = await start(said);
  }
  process.exit(0);
}

obey(createInterface({ input: process.stdin })).catch(fail);
