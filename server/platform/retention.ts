/** A part of a table's log: from the first moment to before the second. */
export interface TimeRange {
  from: Date
  to: Date
}

/** How rows that a policy no longer keeps go; `RetentionRule` with the dependencies put in. */
export interface BoundRule {
  count(before: Date): Promise<number>
  removeSome(before: Date, limit: number): Promise<number>
}

/** What the rooms know of growing old, for the operations room below them: it has the periods, they have the tables. */
export interface Retention {
  /** By name of the policy. */
  rules: ReadonlyMap<string, BoundRule>
  /** How many days the policy of this name keeps things. @throws Error when there is no such policy */
  keepDaysOf(policy: string): Promise<number>
  /** By table: what must be kept of a month before its rows leave the database. */
  beforeArchiving: ReadonlyMap<string, (range: TimeRange) => Promise<void>>
}
