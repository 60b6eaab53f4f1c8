import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { LogOut, Settings2, Wrench } from "lucide-react"
import { Dialog } from "../components/dialog.tsx"
import { accountQuery, accountWords, useSignOut } from "../features/accounts/index.ts"
import { places } from "./places.ts"
import { words } from "./words.ts"

/** All sections, settings and signing out, for windows without the sidebar. */
export function PhoneMenu({ onClose }: { onClose: () => void }) {
  const signOut = useSignOut()
  const { data: account } = useQuery(accountQuery)
  return (
    <Dialog isOpen onClose={onClose} title={words.menuTitle} place="side">
      <ul className="menu-list">
        {places.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link className="menu-link" to={to} activeOptions={{ exact: to === "/" }} onClick={onClose}>
              <Icon className="i" aria-hidden="true" />
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <ul className="menu-list">
        {account?.role === "admin" && (
          <li>
            <Link className="menu-link" to="/admin" onClick={onClose}>
              <Wrench className="i" aria-hidden="true" />
              {words.administration}
            </Link>
          </li>
        )}
        <li>
          <Link className="menu-link" to="/settings" onClick={onClose}>
            <Settings2 className="i" aria-hidden="true" />
            {words.settings}
          </Link>
        </li>
        <li>
          <button className="menu-link" type="button" onClick={() => signOut.mutate()}>
            <LogOut className="i" aria-hidden="true" />
            {accountWords.signOut}
          </button>
        </li>
      </ul>
    </Dialog>
  )
}
