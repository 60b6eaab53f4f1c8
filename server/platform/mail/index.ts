export type { Mail, MailMessage, SentMail } from "./mail.ts"
export {
  isMailAddress,
  type MailServer,
  mailContradictions,
  mailServerOf,
  parseSender,
  parseSmtpUrl,
  type Sender,
  smtpForms,
} from "./mail-server.ts"
