export interface MailMessage {
  /** Whom it is for, if that is a learner: erasure looks for it. */
  userId: string | null
  /** E-mail address. */
  to: string
  subject: string
  /** Plain text. Links stand on lines of their own. */
  text: string
  /** What it is about, such as `verify-email`, `reset-password`, `reminder`. */
  kind: string
}

export interface SentMail extends MailMessage {
  id: string
  sentAt: Date
}

/** Letters to learners. */
export interface Mail {
  /** @throws UnavailableError when the message could not be handed over. Call it from a job, which tries again. */
  send(message: MailMessage): Promise<void>
  /** Messages kept here, newest first; empty for adapters that hand them on. */
  list(filter: { to?: string; limit: number }): Promise<SentMail[]>
  eraseLearner(userId: string): Promise<void>
}
