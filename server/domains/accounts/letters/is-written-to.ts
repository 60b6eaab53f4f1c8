import type { Receiver } from "./receiver-store.ts"

/** Whether an account gets letters at all: not made-up learners, and nobody whose account is closed or suspended. */
export function isWrittenTo(receiver: Pick<Receiver, "isDemo" | "status" | "email">): boolean {
  return isSomebody(receiver) && receiver.status === "active"
}

/** Whether there is a person behind it, whatever the state of the account. */
export function isSomebody({ isDemo, email }: Pick<Receiver, "isDemo" | "email">): boolean {
  return !isDemo && !/\.invalid$/i.test(email)
}
