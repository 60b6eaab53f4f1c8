import type { Subject, Topic } from "./topic-store.ts"

export interface TopicNode {
  id: string
  name: string
  parentId: string | null
  materialId: string | null
  /** Questions on this topic and all below it. */
  questionCount: number
  children: TopicNode[]
}

export interface TopicForest {
  items: (Subject & { topics: TopicNode[] })[]
  /** The learner's own: a tree for each material. */
  own: TopicNode[]
}

/** Topics as trees, by subject and for the learner's own materials. A topic whose parent is hidden becomes a root. */
export function growTopicTrees(subjects: readonly Subject[], topics: readonly Topic[]): TopicForest {
  const nodes = new Map<string, TopicNode>(
    topics.map(({ id, name, parentId, materialId, questionCount }) => [
      id,
      { id, name, parentId, materialId, questionCount, children: [] },
    ]),
  )
  const roots: { topic: Topic; node: TopicNode }[] = []
  for (const topic of topics) {
    const node = nodes.get(topic.id)
    if (!node) continue
    const parent = topic.parentId === null ? undefined : nodes.get(topic.parentId)
    if (parent) parent.children.push(node)
    else roots.push({ topic, node })
  }
  for (const { node } of roots) addUp(node)
  return {
    items: subjects.map((subject) => ({
      ...subject,
      topics: roots.filter(({ topic }) => topic.subjectId === subject.id).map(({ node }) => node),
    })),
    own: roots.filter(({ topic }) => topic.subjectId === null).map(({ node }) => node),
  }
}

function addUp(node: TopicNode): number {
  node.questionCount += node.children.reduce((sum, child) => sum + addUp(child), 0)
  return node.questionCount
}
