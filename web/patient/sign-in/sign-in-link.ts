/** The link of an e-mail that somebody signs in by, as this browser meets it: opened here, and asked for from here. */
import { forget, keep, recall } from "../../shared/api/storage";

/** The address that a link was asked for with: kept until somebody is signed in, so that the link is all it takes. */
const ADDRESS = "sign-in-address";

export const keptAddress = (): string => recall<string>(ADDRESS) ?? "";
export const keepAddress = (address: string): void => keep(ADDRESS, address);
export const forgetAddress = (): void => forget(ADDRESS);

/** The code in a text that is such a link, as it is in the e-mail or as it arrives here; null where it is none. */
export function codeOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { searchParams } = new URL(text);
  return searchParams.get("mode") === "signIn" ? searchParams.get("oobCode") : null;
}

/** The link that opened this page; null where another address did. */
export function linkHere(): string | null {
  return codeOf(location.href) === null ? null : location.href;
}

/** Takes it out of the page's address, so that a reload does not try it again. */
export function dropLinkHere(): void {
  if (linkHere()) history.replaceState(null, "", location.pathname + location.hash);
}
