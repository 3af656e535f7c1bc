/** The signs of a person at a page, beside keys and touches. */

/** The end of a transmission of a scanner. */
export const SCANNED = "scan-heard";
