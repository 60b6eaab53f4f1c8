export type { Mail, MailMessage, SentMail } from "./mail.ts"
export {
  type MailServer,
  mailContradictions,
  mailServerOf,
  parseSender,
  parseSmtpUrl,
  type Sender,
  smtpForms,
} from "./mail-server.ts"
