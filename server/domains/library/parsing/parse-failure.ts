export type ParseFailureCode =
  | "encrypted"
  | "scanned"
  | "damaged"
  | "empty"
  | "unsupported"
  | "too-large"
  | "timed-out"
  | "out-of-memory"

const messages: Record<ParseFailureCode, string> = {
  encrypted:
    "This file is locked with a password or copy protection, so its text cannot be read. Save a copy without the password and upload that one. Nothing in your file was changed.",
  scanned:
    "This PDF contains pictures of pages but no text, as a scanner makes them. Run text recognition (OCR) over it, for example with your scanner's software, and upload the result. Nothing in your file was changed.",
  damaged:
    "This file is incomplete or damaged, so it could not be read. Download or export it again and upload the new copy. Your other materials are not affected.",
  empty: "There is no text in this file. Check that you chose the right one, then upload it again.",
  unsupported:
    "This kind of file cannot be read. Upload a PDF, Word (.docx), PowerPoint (.pptx), EPUB, HTML, Markdown or plain text file.",
  "too-large":
    "This file is larger than StudyIn can take in, or unpacks to far more than its size. Split it, for example by chapter, and upload the parts. Your other materials are not affected.",
  "timed-out":
    "Reading this file took too long and was stopped. Split it, for example by chapter, or export it again and upload that. Your other materials are not affected.",
  "out-of-memory":
    "Reading this file needed more memory than is allowed and was stopped. Split it, for example by chapter, or export it again without large pictures. Your other materials are not affected.",
}

/**
 * Why a document has no parsed form. The message is written for the learner: what happened and what to do.
 * Retrying the same bytes gives the same failure, except for "timed-out" and "out-of-memory" on a busy machine.
 */
export class ParseFailure extends Error {
  readonly code: ParseFailureCode

  constructor(code: ParseFailureCode, message: string = messages[code], options?: ErrorOptions) {
    super(message, options)
    this.name = "ParseFailure"
    this.code = code
  }
}
