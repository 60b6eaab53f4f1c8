import { ButtonLink } from "../components/button.tsx"
import { Empty } from "../components/empty.tsx"
import { useScreenTitle } from "./screen-title.ts"
import { words } from "./words.ts"

export function NotFoundScreen() {
  useScreenTitle(words.notFound.title)
  return (
    <div className="page">
      <Empty
        isScreen
        title={words.notFound.title}
        action={
          <ButtonLink to="/" variant="primary">
            {words.notFound.action}
          </ButtonLink>
        }
      >
        {words.notFound.say}
      </Empty>
    </div>
  )
}
