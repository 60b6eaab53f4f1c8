/** Figures as the reader writes them. */
export interface Figures {
  number(value: number): string
  percent(share: number): string
  /** Study days, "YYYY-MM-DD": "14 – 20 November 2026". */
  days(from: string, to: string): string
}

/** What letters about study say. */
export interface NoticeWords {
  due(cards: number): string
  begin(cards: number, minutes: number): string
  streakOpen(days: number): string
  weekOf(from: string, to: string): string
  weekSay: string
  studied(days: number, of: number): string
  time(minutes: number): string
  answered(count: number, correct: number): string
  reviewed(count: number): string
  goals(days: number): string
  streak(days: number): string
  comingDue(count: number): string
  goOn: string
}
