export { type ClamdAddress, clamdForms, parseClamdAddress } from "./clamd-address.ts"
export { createClamdScanner } from "./clamd-scanner.ts"
export { createNoScanner } from "./no-scanner.ts"
export { ScannerAwayError, ScanRefusedError, type VirusScanner } from "./virus-scanner.ts"
