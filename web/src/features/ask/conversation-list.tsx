import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Archive, ArrowLeft, Plus, Search } from "lucide-react"
import { type RefObject, useDeferredValue, useState } from "react"
import { Button, ButtonLink } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { useKeys } from "../../lib/shortcuts.ts"
import { ConversationMenu } from "./conversation-menu.tsx"
import { type ConversationInList, conversationsQuery } from "./conversations-query.ts"
import { groupByAge } from "./group-by-age.ts"
import { shortcuts } from "./shortcuts.ts"
import { words } from "./words.ts"

/** The learner's conversations, the last used first, with a search over titles and messages. */
export function ConversationList({
  currentId,
  searchField,
  onOpen,
}: {
  currentId: string | undefined
  searchField?: RefObject<HTMLInputElement | null>
  /** Called when one is opened or begun: a sheet then closes. */
  onOpen?: () => void
}) {
  const [text, setText] = useState("")
  const [isArchived, setArchived] = useState(false)
  const wanted = useDeferredValue(text.trim())
  const query = useInfiniteQuery(conversationsQuery({ text: wanted, isArchived }))
  const items = query.data?.pages.flatMap((page) => page.items)
  const keys = useKeys(shortcuts.start)
  return (
    <>
      <ButtonLink
        to="/ask/{-$conversationId}"
        params={{ conversationId: undefined }}
        isWide
        icon={Plus}
        {...(keys && { keys })}
        {...(onOpen && { onClick: onOpen })}
      >
        {words.newConversation}
      </ButtonLink>
      <div className="input-icon">
        <Search className="i" aria-hidden="true" />
        <input
          ref={searchField}
          className="input"
          type="search"
          aria-label={words.list.search}
          placeholder={words.list.searchPlaceholder}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {isArchived && <h2 className="ask-archived">{words.list.archived}</h2>}
      {query.error && !items ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} isBusy={query.isFetching} />
      ) : !items ? (
        <SkeletonScreen label={words.list.loading}>
          <SkeletonLines widths={["85%", "60%", "75%"]} />
        </SkeletonScreen>
      ) : items.length === 0 ? (
        <p className="small quiet ask-none">
          {wanted ? words.list.noneFound(wanted) : isArchived ? words.list.noArchived : words.list.empty}
        </p>
      ) : (
        <Groups items={items} currentId={currentId} {...(onOpen && { onOpen })} />
      )}
      {query.hasNextPage && (
        <Button variant="ghost" isWide isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.list.more}
        </Button>
      )}
      <Button
        variant="ghost"
        className="small ask-switch"
        icon={isArchived ? ArrowLeft : Archive}
        onClick={() => setArchived(!isArchived)}
      >
        {isArchived ? words.list.showCurrent : words.list.showArchived}
      </Button>
    </>
  )
}

function Groups({
  items,
  currentId,
  onOpen,
}: {
  items: ConversationInList[]
  currentId: string | undefined
  onOpen?: () => void
}) {
  const groups = groupByAge(items, ({ lastMessageAt }) => new Date(lastMessageAt), new Date())
  return groups.map((group) => {
    const name = words.list.age(group.age)
    return (
      <section key={name} aria-label={name}>
        <h2>{name}</h2>
        <ul>
          {group.items.map((conversation) => (
            <li key={conversation.id} className="ask-conversation">
              <Link
                to="/ask/{-$conversationId}"
                params={{ conversationId: conversation.id }}
                className="clip"
                title={conversation.title}
                aria-current={conversation.id === currentId ? "page" : undefined}
                {...(onOpen && { onClick: onOpen })}
              >
                {conversation.title}
              </Link>
              <ConversationMenu conversation={conversation} isOpen={conversation.id === currentId} />
            </li>
          ))}
        </ul>
      </section>
    )
  })
}
