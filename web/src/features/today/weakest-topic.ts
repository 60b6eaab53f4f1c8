interface Topic {
  topicId: string
  name: string
  answered: number
  correct: number
}

/** Below this share of right answers a topic is worth a session of its own. */
const enough = 0.9

/**
 * The topic with the lowest share of right answers, each share drawn towards one half as by two further answers (one
 * right, one wrong), so that a single miss does not outweigh twenty answers. Undefined if all are known well.
 */
export function weakestTopic<T extends Topic>(topics: readonly T[]): T | undefined {
  const share = (topic: Topic): number => (topic.correct + 1) / (topic.answered + 2)
  const [weakest] = topics.filter((topic) => topic.answered > 0).sort((a, b) => share(a) - share(b))
  return weakest && share(weakest) < enough ? weakest : undefined
}
