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
  /** Of letters that can be stopped: where a mail program's own button sends its request (RFC 8058). */
  unsubscribeUrl?: string
  /** The same for every try of one letter, so that receivers recognise it. Default: each try is a letter of its own. */
  letterId?: string
}

export interface SentMail extends MailMessage {
  id: string
  sentAt: Date
}

/** Letters to learners. */
export interface Mail {
  /** Whether letters stay here, where `list` finds them, instead of going to their receivers. */
  readonly keepsLetters: boolean
  /**
   * Call it from a job, which tries again. What is thrown names neither address nor text.
   * @throws UnavailableError when the message could not be handed over now; InvalidError of type `letter-refused` when it never will be
   */
  send(message: MailMessage): Promise<void>
  /** Messages kept here, newest first; empty for adapters that hand them on. */
  list(filter: { to?: string; limit: number }): Promise<SentMail[]>
  find(id: string): Promise<SentMail | undefined>
  eraseLearner(userId: string): Promise<void>
  /** Whether letters can be sent now. @throws UnavailableError that says what is wrong, for whoever runs the server */
  check(): Promise<void>
}
