export type { Mail, MailMessage, SentMail } from "./mail.ts"
