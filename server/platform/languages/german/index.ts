import type { Translations } from "../translator.ts"
import { accounts } from "./accounts.ts"
import { administration } from "./administration.ts"
import { catalogue } from "./catalogue.ts"
import { learning } from "./learning.ts"
import { library } from "./library.ts"
import { requests } from "./requests.ts"
import { signingIn } from "./signing-in.ts"
import { upkeep } from "./upkeep.ts"

/** Every sentence of the server, English and German. */
export const german: Translations = [
  ...[...requests, ...accounts, ...signingIn, ...administration],
  ...[...library, ...learning, ...catalogue, ...upkeep],
]
